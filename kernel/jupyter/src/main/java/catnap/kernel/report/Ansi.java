package catnap.kernel.report;

/// The few ANSI styles that are readable on light and on dark pages. Colour adds; the words carry. Red is never bold:
/// JupyterLab's bold red is too dark for its dark theme.
final class Ansi {
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    static String red(String text) {
        return "\u001b[31m" + text + RESET;
    }

    static String blue(String text) {
        return "\u001b[34m" + text + RESET;
    }

    static String bold(String text) {
        return "\u001b[1m" + text + RESET;
    }
}

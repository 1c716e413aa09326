package catnap.kernel.java;

import java.util.regex.Pattern;

/// How the classes of cells are called, and how to keep those names from the learner's eyes.
final class CellNames {
    /// The package of all cells. It is JShell's own, because JShell forgets and re-reads exactly this package.
    static final String PACKAGE = "REPL";

    /// The method that runs a cell's statements.
    static final String BODY = "do$cell";

    /// The field that counts the variables a cell has come to.
    static final String PROGRESS = "progress$cell";

    private static final Pattern CELL_CLASS = Pattern.compile("(?:REPL[./])?\\bCell\\d+(?:_\\d+)?(?:[.$](?=\\w)|\\b)");
    private static final Pattern LAMBDA = Pattern.compile("[\\w.$]*\\$\\$Lambda/0x\\p{XDigit}+(?:@\\p{XDigit}+)?");
    private static final Pattern TOP_CLASS = Pattern.compile("REPL[./]Cell\\d+(?:_\\d+)?");

    private CellNames() {}

    /// Removes our wrapper classes from a text: `REPL.Cell3.Foo` and `REPL.Cell3$Foo` become `Foo`. A lambda has no
    /// name that means anything, nor the same one twice: it becomes `a lambda`.
    static String strip(String text) {
        String named = LAMBDA.matcher(text).replaceAll("a lambda");
        return CELL_CLASS.matcher(named).replaceAll("").replace(BODY + " at ", "");
    }

    static boolean isCellClass(String className) {
        return className.startsWith(PACKAGE + ".");
    }

    static boolean isTopClass(String className) {
        return TOP_CLASS.matcher(className).matches();
    }
}

package catnap.kernel.picture;

import java.util.Locale;

/// Writes XML: elements, attributes and text, everything that comes from outside escaped.
final class Markup {
    private final StringBuilder text = new StringBuilder();

    /// Our own markup, as it is.
    Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    /// Our own markup with numbers in it, short and with a dot in every country.
    @SuppressWarnings("AnnotateFormatMethod") // that annotation is Error Prone's own, which we do not depend on
    Markup raw(String format, Object... numbers) {
        text.append(String.format(Locale.ROOT, format, numbers));
        return this;
    }

    /// Text from outside.
    Markup text(String words) {
        text.append(escaped(words));
        return this;
    }

    /// The words as XML may hold them, in text and in attributes.
    static String escaped(String words) {
        var safe = new StringBuilder(words.length() + 16);
        words.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /// The characters of XML 1.0, without control characters.
    private static boolean allowed(int point) {
        return point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || (point >= 0x10000 && point <= 0x10FFFF);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package catnap.kernel.output;

import java.util.regex.Pattern;

/// Text as part of a page.
final class Html {
    private static final Pattern HIDDEN = Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern BREAK = Pattern.compile("(?i)<(br|/p|/div|/tr|/li|/h\\d|/table)\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("</?\\p{Alpha}[^>]*>");

    private Html() {}

    /// The text with everything that HTML would read as its own written out.
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /// What a page says, roughly, where it cannot be shown.
    static String text(String html) {
        String words = HIDDEN.matcher(html).replaceAll("");
        words = TAG.matcher(BREAK.matcher(words).replaceAll("\n")).replaceAll("");
        return words.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
    }
}

package catnap.kernel.magic;

import catnap.kernel.java.CellText;
import catnap.kernel.magic.Magic.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the magics of a cell from its Java. In doubt it is Java: `%name` is a magic only at the start of a
/// line where a statement may begin, outside of every bracket, comment and text block; `%%name` only on the
/// first line that is not blank. After `x = 17` a line `% count;` goes on the expression, and so does
/// `%count;`.
final class MagicReader {
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*(%%?)(\\p{Alpha}+)(?=\\s|;|\\z)");

    private MagicReader() {}

    /// The magics of a cell, in order. A cell magic is alone: what stands below it is its own to read.
    static List<FoundMagic> read(String text) {
        var found = new ArrayList<FoundMagic>();
        String rest = text; // with the magics found so far blanked
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            int start = matcher.start(1);
            Form form = matcher.group(1).length() == 2 ? Form.CELL : Form.LINE;
            if (!CellText.statementMayBeginAt(rest, start)) continue;
            int end = lineEnd(text, start);
            var magic = new FoundMagic(form, matcher.group(2), start, matcher.end(2), end);
            found.add(magic);
            if (form == Form.CELL && isFirst(magic, text)) return found;
            rest = CellText.without(rest, start, end);
        }
        return found;
    }

    static boolean isFirst(FoundMagic magic, String text) {
        return text.substring(0, magic.start()).isBlank();
    }

    /// The text with its magics blanked: the Java of it.
    static String java(String text) {
        String java = text;
        for (FoundMagic magic : read(text)) java = CellText.without(java, magic.start(), magic.end());
        return java;
    }

    /// The Java of a text, and what one of its magics has from this place on as Java too.
    static String javaFrom(int start, FoundMagic magic, String text) {
        String java = java(text);
        return java.substring(0, start) + text.substring(start, magic.end()) + java.substring(magic.end());
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}

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
/// `%count;`. A line `name?` or `?name` asks about a name, unless its `:` follows before the statement ends.
final class MagicReader {
    private static final String MAGIC = "(%%?)(\\p{Alpha}+)(?=\\s|;|\\z)";
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*" + MAGIC);
    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";
    private static final String NAME = "(?:%%?\\p{Alpha}++|" + WORD + "(?:\\." + WORD + ")*+)";
    private static final Pattern LINE_OR_QUESTION = Pattern.compile("(?m)^[ \\t]*(?:" + MAGIC + "|(\\?\\??[ \\t]*+"
            + NAME + "|" + NAME + "[ \\t]*+\\?\\??)(?=[ \\t]*+;?[ \\t\\r]*+$))");

    private MagicReader() {}

    /// The magics of a cell, in order. A cell magic is alone: what stands below it is its own to read.
    static List<FoundMagic> read(String text) {
        var found = new ArrayList<FoundMagic>();
        String rest = text; // with the magics found so far blanked
        Matcher matcher = (text.indexOf('?') < 0 ? LINE : LINE_OR_QUESTION).matcher(text);
        while (matcher.find()) {
            FoundMagic magic = at(matcher, text);
            if (!CellText.statementMayBeginAt(rest, magic.start())) continue;
            if (magic.isInspection() && CellText.bringsColon(javaBehind(magic, text))) continue;
            found.add(magic);
            if (magic.form() == Form.CELL && isFirst(magic, text)) return found;
            rest = CellText.without(rest, magic.start(), magic.end());
        }
        return found;
    }

    private static FoundMagic at(Matcher matcher, String text) {
        boolean question = matcher.group(1) == null;
        int start = matcher.start(question ? 3 : 1);
        int end = lineEnd(text, start);
        if (question) return new FoundMagic(Form.LINE, FoundMagic.INSPECTION, start, start, end);
        Form form = matcher.group(1).length() == 2 ? Form.CELL : Form.LINE;
        return new FoundMagic(form, matcher.group(2), start, matcher.end(2), end);
    }

    /// What follows, up to a line that may be a magic: `%maven` has colons of its own.
    private static String javaBehind(FoundMagic magic, String text) {
        int end = text.indexOf("\n%", magic.end());
        return text.substring(magic.end(), end < 0 ? text.length() : end);
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
        String code = text.substring(start, magic.end());
        return java.substring(0, start)
                + (magic.isInspection() ? code.replace('?', ' ') : code)
                + java.substring(magic.end());
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}

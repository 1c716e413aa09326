package catnap.kernel.java;

/// A cell's text as whoever writes between its statements sees it: where a statement may begin, and pieces of
/// it that keep their lines and columns.
public final class CellText {
    /// What may begin a statement here and could also go on an expression, so that in doubt it is Java.
    private static final String MARK = "%";

    private CellText() {}

    /// Whether the text before this place is whole statements and declarations: no bracket, text block or
    /// comment is open, and no expression is waiting for its end. After `x = 17` no statement begins, but after
    /// `x = 17;` one does.
    public static boolean statementMayBeginAt(String text, int offset) {
        String head = text.substring(0, offset) + MARK;
        if (Lexer.lex(head).open().isPresent()) return false;
        var chunks = Splitter.chunks(new Source(0, head));
        return !chunks.isEmpty() && chunks.getLast().start() == offset;
    }

    /// Whether there is any Java in it: more than blanks and comments.
    public static boolean hasCode(String text) {
        if (!text.isEmpty() && Character.isLetterOrDigit(text.charAt(0))) return true; // as nearly every cell
        var lexed = Lexer.lex(text);
        return !lexed.tokens().isEmpty() || lexed.open().isPresent();
    }

    /// Whether a line of code wants more than itself: a bracket is open at its end, or what follows begins with a dot.
    public static boolean goesOn(String line, String following) {
        if (Lexer.lex(line).tokens().stream().mapToInt(CellText::depth).sum() > 0) return true;
        var next = Lexer.lex(following).tokens();
        return !next.isEmpty() && next.getFirst().is(".");
    }

    /// Whether what follows brings the `:` of a `?` before it, outside of brackets and before a statement ends.
    public static boolean bringsColon(String following) {
        int depth = 0;
        int conditions = 0;
        String before = "";
        for (Token token : Lexer.lex(following).tokens()) {
            depth += depth(token);
            boolean argument = before.equals("<") || before.equals(","); // of a type
            before = token.text();
            if (depth > 0) continue;
            if (token.is(";")) return false;
            if (token.is("?") && !argument) conditions++;
            if (token.is(":") && conditions-- == 0) return true;
        }
        return false;
    }

    private static int depth(Token token) {
        if (token.is("(") || token.is("[") || token.is("{")) return 1;
        return token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
    }

    /// The text with everything blanked outside of this range: what is left stays on its line and in its
    /// column.
    public static String only(String text, int from, int to) {
        return blank(text.substring(0, from)) + text.substring(from, to) + blank(text.substring(to));
    }

    /// The text with this range blanked.
    public static String without(String text, int from, int to) {
        return text.substring(0, from) + blank(text.substring(from, to)) + text.substring(to);
    }

    private static String blank(String text) {
        var blank = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            blank.append(c == '\n' || c == '\r' || c == '\t' ? c : ' ');
        }
        return blank.toString();
    }
}

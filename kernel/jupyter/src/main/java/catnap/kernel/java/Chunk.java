package catnap.kernel.java;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One top-level piece of a cell: an import, a type, a method, or a statement.
///
/// @param kind what it is, as far as its first tokens tell
/// @param source the cell it stands in
/// @param tokens its tokens, never empty
record Chunk(Kind kind, Source source, List<Token> tokens) {
    enum Kind {
        IMPORT,
        TYPE,
        METHOD,
        STATEMENT
    }

    /// Not of all tokens: whoever keeps something by variable or chunk asks for it again and again.
    @Override
    public int hashCode() {
        return start();
    }

    int start() {
        return tokens.getFirst().start();
    }

    int end() {
        return tokens.getLast().end();
    }

    boolean endsWith(String sign) {
        return tokens.getLast().is(sign);
    }

    String text() {
        return source.text().substring(start(), end());
    }

    int firstLine() {
        return source.lineOf(start());
    }

    int lastLine() {
        return source.lineOf(end() - 1);
    }

    /// The cell's text with those leading modifiers blanked that a cell gives no meaning: everything in it is public
    /// and static.
    String masked() {
        var text = new StringBuilder(source.text());
        int depth = 0;
        for (Token token : tokens) {
            if (token.is("(")) depth++;
            else if (token.is(")")) depth--;
            else if (depth == 0 && isMeaningless(token)) {
                text.replace(token.start(), token.end(), " ".repeat(token.end() - token.start()));
            } else if (depth == 0 && isHead(token)) break;
        }
        return text.toString();
    }

    private boolean isMeaningless(Token token) {
        return switch (token.text()) {
            case "public", "protected", "private", "static" -> true;
            case "transient", "volatile" -> kind == Kind.STATEMENT;
            case "final", "default", "abstract" -> kind == Kind.METHOD;
            default -> false;
        };
    }

    /// Past the modifiers: a type keyword or a sign that no annotation has.
    private static boolean isHead(Token token) {
        return switch (token.text()) {
            case "class", "interface", "enum", "record", "void" -> true;
            default -> token.kind() == Token.Kind.SIGN && !token.is("@") && !token.is(".");
        };
    }

    /// Every word in it: a superset of the names it uses.
    Set<String> words() {
        var words = new LinkedHashSet<String>();
        for (Token token : tokens) {
            if (token.isWord()) words.add(token.text());
        }
        return words;
    }
}

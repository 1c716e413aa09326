package catnap.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a cell into tokens, as far as finding the ends of its statements needs it; javac reads the rest.
final class Lexer {
    /// The tokens of a text, and the comment, text block or string that never ends, if there is one.
    ///
    /// @param open where the unfinished token begins
    record Lexed(List<Token> tokens, Optional<Unfinished> open) {}

    /// A token whose end is missing.
    record Unfinished(String what, int start) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private Optional<Unfinished> open = Optional.empty();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static Lexed lex(String text) {
        var lexer = new Lexer(text);
        while (lexer.at < text.length()) lexer.next();
        return new Lexed(List.copyOf(lexer.tokens), lexer.open);
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) at++;
        else if (text.startsWith("//", at)) at = lineEnd(at);
        else if (text.startsWith("/*", at)) comment();
        else if (text.startsWith("\"\"\"", at)) textBlock();
        else if (c == '"' || c == '\'') quoted(c);
        else if (Character.isJavaIdentifierStart(text.codePointAt(at))) word();
        else if (isNumberStart(c)) number();
        else sign();
    }

    private void comment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) unfinished("comment");
        else at = end + 2;
    }

    private void textBlock() {
        int end = at + 3;
        while (end < text.length() && !text.startsWith("\"\"\"", end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) unfinished("text block");
        else add(Token.Kind.LITERAL, end + 3);
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        // An unclosed string ends with its line, as in javac, which then says so.
        boolean closed = end < text.length() && text.charAt(end) == quote;
        add(Token.Kind.LITERAL, Math.min(closed ? end + 1 : end, text.length()));
    }

    private void word() {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        add(Token.Kind.WORD, end);
    }

    private boolean isNumberStart(char c) {
        return Character.isDigit(c) || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)));
    }

    private void number() {
        int end = at + 1;
        while (end < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(end))
                        || text.charAt(end) == '.'
                        || isExponentSign(end))) {
            end++;
        }
        add(Token.Kind.LITERAL, end);
    }

    private boolean isExponentSign(int i) {
        char c = text.charAt(i);
        char before = text.charAt(i - 1);
        return (c == '+' || c == '-')
                && (before == 'e' || before == 'E' || before == 'p' || before == 'P')
                && !text.startsWith("0x", at)
                && !text.startsWith("0X", at);
    }

    private void sign() {
        boolean pair = text.startsWith("->", at) || text.startsWith("::", at);
        add(Token.Kind.SIGN, at + (pair ? 2 : Character.charCount(text.codePointAt(at))));
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end));
        at = end;
    }

    private void unfinished(String what) {
        open = Optional.of(new Unfinished(what, at));
        at = text.length();
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}

package catnap.kernel.java;

import catnap.kernel.java.Chunk.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds where the top-level pieces of a cell begin and end. It follows Java's statements by their keywords and
/// brackets alone; whether a piece is good Java is for javac to say.
final class Splitter {
    /// The pieces of a cell, or why it cannot be split.
    ///
    /// @param problem a bracket or quote that is not closed, or closed without being open
    record Split(List<Chunk> chunks, Optional<Unbalanced> problem) {}

    /// @param incomplete more text could still make it right
    record Unbalanced(String message, int start, int end, boolean incomplete, int depth) {}

    private static final Set<String> MODIFIERS = Set.of(
            "public",
            "protected",
            "private",
            "static",
            "final",
            "abstract",
            "native",
            "transient",
            "volatile",
            "strictfp",
            "default");
    private static final Set<String> TYPE_WORDS = Set.of("class", "interface", "enum");
    private static final Set<String> EXPRESSION_MARKS = Set.of("=", "->", "new", "switch");

    private final Source source;
    private final List<Token> tokens;
    private int at;

    private Splitter(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    static Split split(Source source) {
        var lexed = Lexer.lex(source.text());
        var problem = unbalanced(source, lexed);
        if (problem.isPresent()) return new Split(List.of(), problem.map(found -> cause(found, lexed.tokens())));
        return new Split(new Splitter(source, lexed.tokens()).chunks(), Optional.empty());
    }

    /// The pieces of a text that may be in the middle of being typed.
    static List<Chunk> chunks(Source source) {
        return new Splitter(source, Lexer.lex(source.text()).tokens()).chunks();
    }

    private static Optional<Unbalanced> unbalanced(Source source, Lexer.Lexed lexed) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : lexed.tokens()) {
            if (token.kind() != Token.Kind.SIGN) continue;
            switch (token.text()) {
                case "(", "[", "{" -> open.push(token);
                case ")", "]", "}" -> {
                    if (open.isEmpty()) return Optional.of(wrong("'" + token.text() + "' closes nothing", token));
                    Token opener = open.pop();
                    if (!closing(opener).equals(token.text())) {
                        return Optional.of(wrong(
                                "'" + closing(opener) + "' expected, to close the '" + opener.text() + "' of line "
                                        + source.lineOf(opener.start()),
                                token));
                    }
                }
                default -> {}
            }
        }
        if (open.isEmpty() && lexed.open().isEmpty()) return Optional.empty();
        // Brackets opened in one line indent the next one once, as everybody writes it.
        int depth = (int) open.stream()
                .map(opener -> source.lineOf(opener.start()))
                .distinct()
                .count();
        if (lexed.open().isPresent()) {
            var unfinished = lexed.open().get();
            return Optional.of(new Unbalanced(
                    "this " + unfinished.what() + " is not closed",
                    unfinished.start(),
                    unfinished.start() + 2,
                    true,
                    depth));
        }
        Token opener = open.element();
        return Optional.of(new Unbalanced(
                "reached the end of the cell, but this '" + opener.text() + "' is not closed",
                opener.start(),
                opener.end(),
                true,
                depth));
    }

    /// A string that is not closed ends with its line, and takes a bracket with it.
    private static Unbalanced cause(Unbalanced found, List<Token> tokens) {
        return tokens.stream()
                .filter(Splitter::isUnclosedString)
                .findFirst()
                .map(string -> wrong("unclosed string literal", string))
                .orElse(found);
    }

    private static boolean isUnclosedString(Token token) {
        String text = token.text();
        if (!text.startsWith("\"")) return false;
        int end = 1;
        while (end < text.length() && text.charAt(end) != '"') end += text.charAt(end) == '\\' ? 2 : 1;
        return end >= text.length();
    }

    private static Unbalanced wrong(String message, Token token) {
        return new Unbalanced(message, token.start(), token.end(), false, 0);
    }

    private static String closing(Token opener) {
        return switch (opener.text()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }

    private List<Chunk> chunks() {
        var chunks = new ArrayList<Chunk>();
        while (at < tokens.size()) {
            int from = at;
            if (tokenIs(at, ";")) {
                at++;
                continue;
            }
            Kind kind = chunk();
            chunks.add(new Chunk(kind, source, List.copyOf(tokens.subList(from, at))));
        }
        return List.copyOf(chunks);
    }

    /// Moves past one piece and tells its kind.
    private Kind chunk() {
        int first = afterModifiers(at);
        if (tokenIs(first, "import")) {
            at = past(";", first);
            return Kind.IMPORT;
        }
        if (isTypeStart(first)) {
            at = pastBlock(first);
            return Kind.TYPE;
        }
        int methodBody = methodBody(first);
        if (methodBody >= 0) {
            at = pastGroup(methodBody);
            return Kind.METHOD;
        }
        at = pastStatement(at);
        return Kind.STATEMENT;
    }

    private int afterModifiers(int i) {
        while (i < tokens.size()) {
            if (isModifier(i)) i++;
            else if (tokenIs(i, "non") && tokenIs(i + 1, "-") && tokenIs(i + 2, "sealed")) i += 3;
            else if (tokenIs(i, "@") && !tokenIs(i + 1, "interface")) i = pastAnnotation(i);
            else return i;
        }
        return i;
    }

    /// Whether a piece says how something is declared, and then nothing: javac takes that for an empty statement.
    static boolean isModifiersAlone(Chunk chunk) {
        var tokens = chunk.tokens();
        int end = new Splitter(chunk.source(), tokens).afterModifiers(0);
        return end > 0 && (end == tokens.size() || tokens.get(end).is(";"));
    }

    private boolean isModifier(int i) {
        String word = tokens.get(i).text();
        if (!tokens.get(i).isWord()) return false;
        return switch (word) {
            case "synchronized" -> !tokenIs(i + 1, "(");
            case "sealed" -> i + 1 < tokens.size() && tokens.get(i + 1).isWord();
            case "default" -> !tokenIs(i + 1, "->") && !tokenIs(i + 1, ":");
            default -> MODIFIERS.contains(word);
        };
    }

    private int pastAnnotation(int i) {
        return pastAnnotation(tokens, i);
    }

    static int pastAnnotation(List<Token> tokens, int i) {
        int end = i + 2;
        while (end < tokens.size() && tokens.get(end).is(".")) end += 2;
        return end < tokens.size() && tokens.get(end).is("(") ? pastGroup(tokens, end) : end;
    }

    private boolean isTypeStart(int i) {
        if (i >= tokens.size()) return false;
        if (tokenIs(i, "@")) return tokenIs(i + 1, "interface");
        if (tokenIs(i, "record")) return isWord(i + 1) && (tokenIs(i + 2, "(") || tokenIs(i + 2, "<"));
        return tokens.get(i).isWord() && TYPE_WORDS.contains(tokens.get(i).text());
    }

    /// The place of a method's `{`, or -1: a `{` that follows `)` or a throws clause, with nothing before it that
    /// only an expression has.
    private int methodBody(int i) {
        if (isStatementStart(i)) return -1;
        boolean parameters = false;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            if (token.is("{")) return parameters ? i : -1;
            if (token.is(";") || isExpressionMark(token)) return -1;
            if (token.is("(")) parameters = true;
            i = pastGroup(i);
        }
        return -1;
    }

    private static boolean isExpressionMark(Token token) {
        return token.kind() != Token.Kind.LITERAL && EXPRESSION_MARKS.contains(token.text());
    }

    private boolean isStatementStart(int i) {
        if (i >= tokens.size() || !tokens.get(i).isWord()) return tokenIs(i, "{");
        return switch (tokens.get(i).text()) {
            case "if",
                    "for",
                    "while",
                    "do",
                    "try",
                    "switch",
                    "synchronized",
                    "return",
                    "throw",
                    "break",
                    "continue",
                    "assert",
                    "else",
                    "catch",
                    "finally",
                    "case",
                    "yield" -> !tokenIs(i + 1, "=");
            default -> tokenIs(i + 1, ":");
        };
    }

    private int pastStatement(int i) {
        if (i >= tokens.size()) return i;
        if (tokenIs(i, "{")) return pastGroup(i);
        if (isWord(i) && tokenIs(i + 1, ":")) return pastStatement(i + 2);
        return switch (tokens.get(i).isWord() ? tokens.get(i).text() : "") {
            case "if" -> pastIf(i);
            case "for", "while" -> pastStatement(pastParentheses(i + 1));
            case "do" -> past(";", pastStatement(i + 1));
            case "try" -> pastTry(i);
            case "switch" -> pastSwitch(i);
            case "synchronized" -> pastBlock(i);
            default -> isTypeStart(i) ? pastBlock(i) : past(";", i);
        };
    }

    private int pastIf(int i) {
        int end = pastStatement(pastParentheses(i + 1));
        return tokenIs(end, "else") ? pastStatement(end + 1) : end;
    }

    private int pastTry(int i) {
        int end = pastBlock(i);
        while (tokenIs(end, "catch") || tokenIs(end, "finally")) end = pastBlock(end);
        return end;
    }

    /// A switch ends with its block, unless what follows shows that it was an expression: `switch (…) {…}.length()`.
    private int pastSwitch(int i) {
        int end = pastBlock(i);
        boolean goesOn = end < tokens.size()
                && tokens.get(end).kind() == Token.Kind.SIGN
                && !tokenIs(end, "{")
                && !tokenIs(end, "(")
                && !tokenIs(end, "@")
                && !isPrefixOperator(end);
        return goesOn ? past(";", end) : end;
    }

    private boolean isPrefixOperator(int i) {
        return (tokenIs(i, "+") || tokenIs(i, "-"))
                && tokenIs(i + 1, tokens.get(i).text());
    }

    private int pastParentheses(int i) {
        return tokenIs(i, "(") ? pastGroup(i) : i;
    }

    /// Past the first `{…}` at or after this place, or past the `;` that comes before it.
    private int pastBlock(int i) {
        while (i < tokens.size()) {
            if (tokenIs(i, "{")) return pastGroup(i);
            if (tokenIs(i, ";")) return i + 1;
            i = pastGroup(i);
        }
        return i;
    }

    private int past(String sign, int i) {
        while (i < tokens.size()) {
            if (tokenIs(i, sign)) return i + 1;
            i = pastGroup(i);
        }
        return i;
    }

    /// Past this token, or past the whole bracket if it opens one.
    private int pastGroup(int i) {
        return pastGroup(tokens, i);
    }

    static int pastGroup(List<Token> tokens, int i) {
        int depth = 0;
        do {
            Token token = tokens.get(i++);
            if (token.is("(") || token.is("[") || token.is("{")) depth++;
            else if (token.is(")") || token.is("]") || token.is("}")) depth--;
        } while (depth > 0 && i < tokens.size());
        return i;
    }

    private boolean tokenIs(int i, String text) {
        return i < tokens.size() && tokens.get(i).is(text);
    }

    private boolean isWord(int i) {
        return i < tokens.size() && tokens.get(i).isWord();
    }
}

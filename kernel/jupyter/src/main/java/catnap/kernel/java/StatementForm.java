package catnap.kernel.java;

import java.util.List;
import java.util.Set;

/// What the tokens of a statement tell of it, before javac has seen it.
final class StatementForm {
    private static final Set<String> STATEMENT_STARTS =
            Set.of("{", "@", "assert", "break", "continue", "do", "for", "if", "return", "throw", "try", "while");
    private static final Set<String> IN_TYPES = Set.of("<", ">", ",", ".", "?", "[", "]");

    private StatementForm() {}

    /// What could be either: an assignment closed with `;` is not meant as a result.
    static boolean isRatherStatement(Chunk chunk) {
        return chunk.tokens().getFirst().is("switch") || (chunk.endsWith(";") && isAssignment(chunk));
    }

    /// A guess, to spare javac a text that cannot be one: a word after a word is a declaration or a statement.
    static boolean mayBeExpression(Chunk chunk) {
        var tokens = chunk.tokens();
        Token first = tokens.getFirst();
        if (STATEMENT_STARTS.contains(first.text()) || isDeclaration(chunk)) return false;
        boolean pair = tokens.size() > 1 && first.isWord() && tokens.get(1).isWord();
        return !pair || first.is("new") || tokens.get(1).is("instanceof");
    }

    /// Whether it declares variables by a type, a name and maybe a value, as far as that cannot be an expression. As
    /// syntax alone, `List<Cat> cats = all` is one too: two comparisons and an assignment.
    static boolean isDeclaration(Chunk chunk) {
        var tokens = chunk.tokens();
        int sign = assigns(tokens);
        if (sign >= 0) return !isSign(tokens, sign + 1, "=") && endsInName(tokens.subList(0, sign));
        return endsInName(chunk.endsWith(";") ? tokens.subList(0, tokens.size() - 1) : tokens);
    }

    /// Where the first `=` outside brackets stands, or -1.
    static int assigns(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("{")) depth++;
            else if (token.is(")") || token.is("}")) depth--;
            else if (depth == 0 && token.is("=")) return i;
        }
        return -1;
    }

    /// Whether these are, at their end, a type and a name, or a name and `[]`.
    private static boolean endsInName(List<Token> tokens) {
        int end = tokens.size();
        if (end < 2) return false;
        Token type = tokens.get(end - 2);
        if (tokens.get(end - 1).is("]")) return type.is("[");
        if (tokens.stream().anyMatch(token -> token.is("instanceof"))) return false;
        boolean named = tokens.get(end - 1).isWord();
        return named && (type.isWord() || type.is("]") || (type.is(">") && areTypeArguments(tokens)));
    }

    private static boolean areTypeArguments(List<Token> tokens) {
        var text = tokens.stream().map(Token::text).toList();
        int open = text.indexOf("<");
        return open > 0
                && tokens.stream().skip(open).allMatch(token -> token.isWord() || IN_TYPES.contains(token.text()));
    }

    private static boolean isSign(List<Token> tokens, int i, String sign) {
        return i < tokens.size() && tokens.get(i).is(sign);
    }

    private static boolean isAssignment(Chunk chunk) {
        int depth = 0;
        for (int i = 0; i < chunk.tokens().size(); i++) {
            Token token = chunk.tokens().get(i);
            if (token.is("(") || token.is("{")) depth++;
            else if (token.is(")") || token.is("}")) depth--;
            else if (depth == 0 && (token.is("=") || isStep(chunk, i))) return true;
        }
        return false;
    }

    private static boolean isStep(Chunk chunk, int i) {
        if (i + 1 >= chunk.tokens().size()) return false;
        Token token = chunk.tokens().get(i);
        Token next = chunk.tokens().get(i + 1);
        return (token.is("+") || token.is("-")) && next.is(token.text()) && token.end() == next.start();
    }
}

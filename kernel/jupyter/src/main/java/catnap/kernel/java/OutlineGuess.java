package catnap.kernel.java;

import java.util.List;
import java.util.Optional;

/// The outline of a cell that is one plain declaration or one expression, as most are that a learner tries something
/// with: its tokens tell as much, and javac need not parse it twice.
///
/// It is right if the cell compiles by it. If not, [OutlineParser] is to read the cell, which also says what is wrong.
final class OutlineGuess {
    private OutlineGuess() {}

    static Optional<Outline> of(Source source) {
        if (source.text().contains("\\u")) return Optional.empty(); // escapes may stand for any sign
        var split = Splitter.split(source);
        if (split.problem().isPresent() || split.chunks().size() != 1) return Optional.empty();
        var chunk = split.chunks().getFirst();
        if (chunk.kind() != Chunk.Kind.STATEMENT) return Optional.empty();
        if (StatementForm.isDeclaration(chunk)) {
            return variable(chunk)
                    .map(variable ->
                            outline(source, List.of(new Outline.Declare(chunk, List.of(variable))), Optional.empty()));
        }
        return StatementForm.mayBeExpression(chunk) && !StatementForm.isRatherStatement(chunk)
                ? Optional.of(outline(source, List.of(), Optional.of(chunk)))
                : Optional.empty();
    }

    private static Outline outline(Source source, List<Outline.Step> steps, Optional<Chunk> result) {
        return new Outline(source, List.of(), List.of(), steps, result);
    }

    /// A type, a name, `=` and a value; no modifiers, and no second variable.
    private static Optional<Variable> variable(Chunk chunk) {
        var tokens =
                chunk.endsWith(";") ? chunk.tokens().subList(0, chunk.tokens().size() - 1) : chunk.tokens();
        int sign = StatementForm.assigns(tokens);
        if (sign < 2 || sign + 1 >= tokens.size()) return Optional.empty();
        var name = tokens.get(sign - 1);
        var type = tokens.subList(0, sign - 1);
        if (!name.isWord() || name.is("_") || !isType(type, name) || hasComma(tokens.subList(sign, tokens.size()))) {
            return Optional.empty();
        }
        int start = type.getFirst().start();
        boolean inferred = type.size() == 1 && type.getFirst().is("var");
        var text = chunk.source().text().substring(start, type.getLast().end());
        var value = tokens.get(sign + 1);
        return Optional.of(new Variable(
                chunk,
                name.text(),
                inferred ? Optional.empty() : Optional.of(text),
                inferred ? -1 : start,
                value.start(),
                tokens.getLast().end(),
                value.is("{")));
    }

    private static boolean isType(List<Token> tokens, Token name) {
        boolean words = false; // two in a row, as behind a modifier
        for (int i = 1; i < tokens.size(); i++) {
            words |= tokens.get(i - 1).isWord() && tokens.get(i).isWord();
        }
        return !words && tokens.stream().noneMatch(token -> token.is(name.text()) || token.is("@"));
    }

    /// Between variables, or between type arguments, which look alike.
    private static boolean hasComma(List<Token> tokens) {
        int depth = 0;
        for (Token token : tokens) {
            if (token.is("(") || token.is("{") || token.is("[")) depth++;
            else if (token.is(")") || token.is("}") || token.is("]")) depth--;
            else if (depth == 0 && token.is(",")) return true;
        }
        return false;
    }
}

package catnap.kernel.java;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The type of a `var` whose value says it in so many words, as `new Cat("Tom")`, `"Tom"` and `9` do: then javac
/// need not be asked, which takes a third of the time that a cell needs.
final class WrittenType {
    private static final Pattern INT = Pattern.compile("0|[1-9][0-9_]*");

    private WrittenType() {}

    static Optional<String> of(Variable variable) {
        var value = variable.chunk().tokens().stream()
                .filter(token -> variable.initStart() <= token.start() && token.end() <= variable.initEnd())
                .toList();
        if (value.size() == 1) return literal(value.getFirst());
        return value.size() > 3 && value.getFirst().is("new")
                ? created(value.subList(1, value.size()))
                : Optional.empty();
    }

    private static Optional<String> literal(Token token) {
        if (token.is("true") || token.is("false")) return Optional.of("boolean");
        if (token.kind() != Token.Kind.LITERAL) return Optional.empty();
        if (token.text().startsWith("\"")) return Optional.of("java.lang.String");
        return INT.matcher(token.text()).matches() ? Optional.of("int") : Optional.empty();
    }

    /// The name and type arguments between `new` and `(…)`, if nothing follows: neither a call nor a class body.
    private static Optional<String> created(List<Token> tokens) {
        var name = new StringBuilder();
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).is("(")) {
            Token token = tokens.get(at++);
            boolean diamond = token.is(">") && name.charAt(name.length() - 1) == '<';
            if (diamond || !(token.isWord() || ".,<>".contains(token.text()))) return Optional.empty();
            name.append(token.text());
        }
        return at > 0 && Splitter.pastGroup(tokens, at) == tokens.size()
                ? Optional.of(name.toString())
                : Optional.empty();
    }
}

package catnap.kernel.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A file of Java, seen as a cell.
public final class JavaFile {
    private static final Set<String> TYPES = Set.of("class", "record", "enum", "interface");
    private static final int MOST_MODIFIERS = 4;

    private JavaFile() {}

    /// The text with its `package` line blanked: cells have none.
    public static String withoutPackage(String text) {
        var chunks = Splitter.chunks(new Source(0, text));
        if (chunks.isEmpty() || !chunks.getFirst().tokens().getFirst().is("package")) return text;
        return CellText.without(
                text, chunks.getFirst().start(), chunks.getFirst().end());
    }

    /// The call of the `main` method that a file declares, by itself or in a class.
    public static Optional<String> callOfMain(String text) {
        return Splitter.chunks(new Source(0, text)).stream()
                .flatMap(chunk -> callOfMain(chunk).stream())
                .findFirst();
    }

    private static Optional<String> callOfMain(Chunk chunk) {
        List<Token> tokens = chunk.tokens();
        for (int i = 1; i + 2 < tokens.size(); i++) {
            if (!tokens.get(i - 1).is("void")
                    || !tokens.get(i).is("main")
                    || !tokens.get(i + 1).is("(")) continue;
            String call = tokens.get(i + 2).is(")") ? "main();" : "main(new String[0]);";
            if (!tokens.get(i + 2).is(")") && !takesStrings(tokens.subList(i + 2, tokens.size()))) continue;
            return switch (chunk.kind()) {
                case METHOD -> Optional.of(call);
                case TYPE -> typeName(tokens).map(receiver(isStatic(tokens, i))).map(receiver -> receiver + call);
                case IMPORT, STATEMENT -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /// `String[] args` and its like, up to the bracket.
    private static boolean takesStrings(List<Token> parameters) {
        var words = parameters.stream()
                .takeWhile(token -> !token.is(")"))
                .filter(token -> token.isWord() && !token.is("final"))
                .toList();
        return words.size() == 2 && words.getFirst().is("String");
    }

    private static Optional<String> typeName(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (TYPES.contains(tokens.get(i).text()))
                return Optional.of(tokens.get(i + 1).text());
        }
        return Optional.empty();
    }

    private static UnaryOperator<String> receiver(boolean isStatic) {
        return type -> isStatic ? type + "." : "new " + type + "().";
    }

    private static boolean isStatic(List<Token> tokens, int main) {
        return tokens.subList(Math.max(0, main - MOST_MODIFIERS), main).stream().anyMatch(token -> token.is("static"));
    }
}

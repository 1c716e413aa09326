package catnap.kernel.java;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Java session for tests: cells are compiled and run on the calling thread, without a loop.
final class Cells {
    private final JavaSession session =
            new JavaSession(List.of("import module java.base;"), System.getProperty("java.class.path"));
    private int number;

    JavaSession session() {
        return session;
    }

    /// The number of the last cell.
    int number() {
        return number;
    }

    /// Compiles and runs a cell; its value, or null.
    @Nullable
    Object run(String text) throws Throwable {
        CompiledCell cell = compile(text);
        try {
            return cell.call();
        } catch (Throwable error) {
            session.abandon(cell);
            throw error;
        }
    }

    CompiledCell compile(String text) {
        return switch (session.compile(++number, text)) {
            case Compilation.Ready(var cell) -> cell;
            case Compilation.Rejected(var _, var problems) ->
                throw new AssertionError("rejected: " + describe(problems) + "\n" + text);
        };
    }

    /// What javac says about a bad cell: `line: message` for each problem.
    String rejected(String text) {
        return switch (session.compile(++number, text)) {
            case Compilation.Ready _ -> throw new AssertionError("compiled: " + text);
            case Compilation.Rejected(var _, var problems) -> describe(problems);
        };
    }

    /// The notes of a cell that compiles: headline and the problems behind it.
    List<String> notes(String text) {
        return compile(text).notes().stream()
                .map(note -> note.headline() + " [" + describe(note.problems()) + "]")
                .toList();
    }

    private static String describe(List<Problem> problems) {
        return problems.stream().map(p -> p.line() + ": " + p.headline()).collect(Collectors.joining("\n"));
    }
}

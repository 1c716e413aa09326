package catnap.kernel.weave;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Stands in for `error.printStackTrace()` and `Thread.dumpStack()` in cells: the same lines, without those of the
/// kernel that runs the cell.
public final class CellTraces {
    private static final Pattern OURS = Pattern.compile(
            "\\s+at (catnap\\.(kernel|asyncio)\\.|java\\.base/(jdk\\.internal\\.vm\\.Continuation|java\\.lang\\.Thread)\\.run).*");
    private static final Pattern CELL_CLASS =
            Pattern.compile("REPL\\.Cell\\d+(_\\d+)?[.$](lambda\\$)?(do\\$cell(\\$\\d+)?)?");

    private CellTraces() {}

    /// Prints to the error stream of the cell that runs.
    public static void printStackTrace(Throwable error) {
        System.err.println(text(error));
    }

    /// Prints there.
    public static void printStackTrace(Throwable error, PrintStream out) {
        out.println(text(error));
    }

    /// Prints there.
    public static void printStackTrace(Throwable error, PrintWriter out) {
        out.println(text(error));
    }

    /// Prints where the caller stands.
    public static void dumpStack() {
        printStackTrace(new Exception("Stack trace"));
    }

    private static String text(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString()
                .lines()
                .filter(line -> !OURS.matcher(line).matches())
                .map(line -> CELL_CLASS.matcher(line).replaceAll(""))
                .map(line -> line.replaceFirst("^(\\s+\\.\\.\\.) \\d+ more$", "$1 as above"))
                .collect(Collectors.joining("\n"));
    }
}

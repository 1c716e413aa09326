package catnap.kernel.weave;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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

    /// Prints to the error stream of the cell that runs. Who prints in a way of their own goes on doing so, here and
    /// below.
    public static void printStackTrace(Throwable error) {
        if (hasOwn(error)) error.printStackTrace();
        else System.err.println(text(error));
    }

    /// Prints there.
    public static void printStackTrace(Throwable error, PrintStream out) {
        if (hasOwn(error, PrintStream.class)) error.printStackTrace(out);
        else out.println(text(error));
    }

    /// Prints there.
    public static void printStackTrace(Throwable error, PrintWriter out) {
        if (hasOwn(error, PrintWriter.class)) error.printStackTrace(out);
        else out.println(text(error));
    }

    /// The same of an object whose class's name does not tell that it is an error. It may be none.
    public static void printStackTraceOf(Object target) throws Throwable {
        if (target instanceof Throwable error) {
            printStackTrace(error);
            return;
        }
        Method own = target.getClass().getMethod("printStackTrace");
        own.setAccessible(true);
        try {
            own.invoke(target);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static boolean hasOwn(Throwable error, Class<?>... parameters) {
        try {
            return error.getClass().getMethod("printStackTrace", parameters).getDeclaringClass() != Throwable.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
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

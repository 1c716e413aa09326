package catnap.kernel.weave;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows in which run of a cell the code on a stack was made: for threads that serve one cell after another, and that
/// nothing else tells apart.
public final class CellRuns {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CellRuns() {}

    /// Notes that the statements of a cell's class are going to run.
    public static void begin(Class<?> cell, Object run) {
        if (cell.getClassLoader() instanceof CellClasses home) home.run(run);
    }

    /// The run of the outermost code of a cell on the calling thread's stack: whoever gave the thread its work. Null if
    /// there is none, or if its cell has only declared it.
    public static @Nullable Object outermost() {
        return STACK.walk(CellRuns::outermost);
    }

    private static @Nullable Object outermost(Stream<StackWalker.StackFrame> frames) {
        return frames.map(frame -> frame.getDeclaringClass().getClassLoader())
                                .reduce(null, (found, loader) -> loader instanceof CellClasses ? loader : found)
                        instanceof CellClasses home
                ? home.run()
                : null;
    }
}

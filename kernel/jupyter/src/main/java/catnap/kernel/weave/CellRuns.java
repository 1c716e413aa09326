package catnap.kernel.weave;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows in which run of a cell the code on a stack was made: for threads that serve one cell after another, and that
/// nothing else tells apart.
public final class CellRuns {
    /// A method reference is a hidden frame, of the class that refers: the method may be of an earlier cell.
    private static final StackWalker STACK = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

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

package catnap.kernel.session;

import catnap.asyncio.ContextVar;
import catnap.asyncio.Task;
import catnap.kernel.weave.CellRuns;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the cell that the running code belongs to: by the task's context, which tasks inherit; else by the thread,
/// which inherits from the code that started it, or by the code that the thread was given, whichever is of the later
/// cell: pools, timers and HTTP clients work for one cell after another. Else it is the newest cell. One for the JVM,
/// because `System.out` and woven code are.
final class Owner {
    /// A cell, or nobody's.
    ///
    /// @param bound whether the thread was lent to this very cell, and may do what others have made
    private record Slot(@Nullable CellRun run, boolean bound) {}

    private static final Slot NOBODY = new Slot(null, false);
    private static final ContextVar<Slot> CONTEXT = new ContextVar<>("cell");
    private static final InheritableThreadLocal<Slot> THREAD = new InheritableThreadLocal<>() {
        @Override
        protected Slot initialValue() {
            return NOBODY;
        }

        // Called where a thread is made: it belongs to the code that makes it.
        @Override
        protected Slot childValue(Slot parent) {
            return new Slot(known(), false);
        }
    };
    private static volatile @Nullable CellRun newest; // any thread

    private Owner() {}

    /// The cell of the code that is running on this thread.
    static @Nullable CellRun current() {
        CellRun known = known();
        return known != null ? known : newest;
    }

    /// The cell that a task belongs to; null if it is nobody's.
    static @Nullable CellRun of(Task<?> task) {
        try {
            return task.getContext().run(() -> CONTEXT.getOrDefault(NOBODY).run());
        } catch (Exception entered) {
            return null;
        }
    }

    private static @Nullable CellRun known() {
        CellRun inContext = CONTEXT.getOrDefault(NOBODY).run();
        if (inContext != null) return inContext;
        Slot ofThread = THREAD.get();
        CellRun run = ofThread.run();
        if (ofThread.bound() || (run != null && run.equals(newest))) return run;
        return CellRuns.outermost() instanceof CellRun ofCode && ofCode.isAfter(run) ? ofCode : run;
    }

    /// Lets threads that are started from this one inherit the cell that starts them.
    static void adoptThread() {
        THREAD.set(NOBODY);
    }

    static void newest(CellRun run) {
        newest = run;
    }

    /// Does something on behalf of a cell: what it schedules belongs to that cell.
    static <T> T on(CellRun run, Supplier<T> action) {
        try (var _ = CONTEXT.set(new Slot(run, true))) {
            return action.get();
        }
    }

    /// The job as one of the cell that hands it over, on whatever thread it then runs.
    static Runnable bind(Runnable job) {
        CellRun run = known();
        if (run == null) return job;
        return () -> {
            Slot before = THREAD.get();
            THREAD.set(new Slot(run, true));
            run.entered(Thread.currentThread());
            try {
                job.run();
            } finally {
                run.left(Thread.currentThread());
                THREAD.set(before);
            }
        };
    }
}

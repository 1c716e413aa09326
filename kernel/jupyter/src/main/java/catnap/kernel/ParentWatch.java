package catnap.kernel;

import catnap.kernel.protocol.Chore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Ends the kernel when the process that started it is gone: nobody else could reach or stop it.
///
/// It looks once a second. [ProcessHandle#onExit] would be no better: for a process that is not a child it looks too,
/// and ever more rarely, up to every five seconds.
final class ParentWatch implements Chore {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier gone;
    private final Runnable leave;
    private long nextNanos = System.nanoTime(); // I/O thread only
    private boolean left; // I/O thread only

    private ParentWatch(BooleanSupplier gone, Runnable leave) {
        this.gone = gone;
        this.leave = leave;
    }

    /// Watches the process that Jupyter names in `JPY_PARENT_PID`, or else our parent. Absent where there is nobody to
    /// watch: `JPY_PARENT_PID=0`, or the first process of a machine or container.
    static Optional<ParentWatch> from(Map<String, String> environment, Runnable leave) {
        long parent = parentNow();
        var pid = onWindows() ? null : environment.get("JPY_PARENT_PID");
        return named(pid == null ? Long.toString(parent) : pid)
                .map(watched -> new ParentWatch(() -> isGone(watched, parent), leave));
    }

    /// Jupyter names a handle there, which means nothing to us.
    private static boolean onWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Optional<ProcessHandle> named(String pid) {
        return Optional.of(pid)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .filter(id -> id > 1)
                .flatMap(ProcessHandle::of);
    }

    /// A process that was killed and not yet waited for still counts as alive, but its children have a new parent.
    private static boolean isGone(ProcessHandle watched, long parentAtStart) {
        boolean adopted = watched.pid() == parentAtStart && parentNow() != parentAtStart;
        return adopted || !watched.isAlive();
    }

    private static long parentNow() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    @Override
    public long attend(long nowNanos) {
        if (left || nowNanos - nextNanos < 0) {
            return left ? WHENEVER : nextNanos - nowNanos;
        }
        if (gone.getAsBoolean()) {
            left = true;
            leave.run();
        }
        nextNanos = nowNanos + SECOND;
        return SECOND;
    }
}

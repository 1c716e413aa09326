package catnap.kernel.weave;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the monitors that cell code takes, all threads together: only while there are any need the JVM be asked who
/// holds them, which costs some fifty microseconds.
public final class MonitorWatch {
    private static final AtomicInteger HELD = new AtomicInteger(); // any thread
    private static volatile boolean unknown; // any thread; some method is synchronized as a whole

    private MonitorWatch() {}

    /// Counts a monitor that was taken. Called by woven code.
    public static void entered() {
        HELD.incrementAndGet();
    }

    /// Counts a monitor that was given back. Called by woven code.
    public static void left() {
        HELD.decrementAndGet();
    }

    static void countsNoMore() {
        unknown = true;
    }

    /// Whether code of a cell may be inside `synchronized` now, on whatever thread.
    public static boolean mayBeInside() {
        return unknown || HELD.get() > 0;
    }
}

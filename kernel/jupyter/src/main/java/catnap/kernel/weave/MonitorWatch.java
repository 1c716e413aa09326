package catnap.kernel.weave;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.concurrent.atomic.AtomicInteger;

/// Knows whether cell code is inside `synchronized`. A task must not wait there: its monitor would stay with the
/// suspended stack, and the next task that wants it would stop the loop's thread for ever, without a word.
///
/// Woven code counts the monitors it takes, all threads together; only while that count is above zero is the JVM
/// asked, which costs some fifty microseconds.
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

    /// Refuses to suspend the calling fiber while it holds a monitor.
    ///
    /// @throws IllegalStateException with the place of the `synchronized`
    public static void check() {
        if (HELD.get() == 0 && !unknown) return;
        var thread = new long[] {Thread.currentThread().threadId()};
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(thread, true, false)) {
            if (info != null) check(info);
        }
    }

    private static void check(ThreadInfo info) {
        int end = endOfFiber(info.getStackTrace());
        for (MonitorInfo monitor : info.getLockedMonitors()) {
            if (monitor.getLockedStackDepth() < end) throw refusal(monitor);
        }
    }

    /// What lies beyond the innermost fiber's first frame stays where it is when the fiber is left.
    private static int endOfFiber(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].getClassName().equals("jdk.internal.vm.Continuation")
                    && frames[i].getMethodName().startsWith("enter")) {
                return i;
            }
        }
        return frames.length;
    }

    private static IllegalStateException refusal(MonitorInfo monitor) {
        StackTraceElement place = monitor.getLockedStackFrame();
        String type = monitor.getClassName().replaceFirst("^REPL\\.Cell\\w+\\$", "");
        return new IllegalStateException("await while holding the monitor of " + type + " (" + place.getFileName()
                + ", line " + place.getLineNumber() + "): use AsyncLock");
    }
}

package catnap.asyncio;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;

/// Looks, in debug mode, whether a task that is about to wait holds a monitor: the monitor would stay with the
/// suspended
/// stack, and the next task that wants it would stop the loop's thread for ever, without a word. It costs some fifty
/// microseconds a wait, and sees platform threads only.
final class HeldMonitors {
    /// Throws if the calling thread is inside `synchronized`.
    static void check() {
        var thread = new long[] {Thread.currentThread().threadId()};
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(thread, true, false)) {
            if (info != null && info.getLockedMonitors().length > 0) throw refusal(info.getLockedMonitors()[0]);
        }
    }

    private static IllegalStateException refusal(MonitorInfo monitor) {
        StackTraceElement place = monitor.getLockedStackFrame();
        return new IllegalStateException("await while holding the monitor of %s (%s:%d): use AsyncLock"
                .formatted(monitor.getClassName(), place.getFileName(), place.getLineNumber()));
    }

    private HeldMonitors() {}
}

package catnap.asyncio;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;

/// Looks, in debug mode, whether a task that is about to wait holds a monitor: it would stay with the suspended stack,
/// and the next task that wants it would stop the loop's thread for ever, without a word. It costs some fifty
/// microseconds a wait, and sees platform threads only: where fibers are threads, [StepWatch] tells of the one that is
/// stuck.
final class HeldMonitors {
    /// Throws if the code of the innermost fiber of this thread is inside `synchronized`.
    static void check() {
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

    /// What lies beyond the fiber's first frame, around a loop or a generator, stays where it is when the fiber is
    /// left.
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
        return new IllegalStateException("await while holding the monitor of %s (%s:%d): use AsyncLock"
                .formatted(monitor.getClassName(), place.getFileName(), place.getLineNumber()));
    }

    private HeldMonitors() {}
}

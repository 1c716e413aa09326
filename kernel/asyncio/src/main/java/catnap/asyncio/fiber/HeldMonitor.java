package catnap.asyncio.fiber;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;

/// Finds out whether code is inside `synchronized`: its monitor would stay with a stack that is suspended there, and
/// the
/// next one who wants it would stop the thread for ever, without a word.
///
/// It costs some fifty microseconds, and sees platform threads only.
public final class HeldMonitor {
    private HeldMonitor() {}

    /// A monitor that the code of the innermost fiber of this thread holds. One taken around the fiber, around a loop
    /// or
    /// a generator say, does no harm: it stays where it is when the fiber is left.
    public static Optional<MonitorInfo> ofThisFiber() {
        var thread = new long[] {Thread.currentThread().threadId()};
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread, true, false)[0];
        if (info == null) return Optional.empty();
        int end = endOfFiber(info.getStackTrace());
        return Arrays.stream(info.getLockedMonitors())
                .filter(monitor -> monitor.getLockedStackDepth() < end)
                .findFirst();
    }

    private static int endOfFiber(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].getClassName().equals("jdk.internal.vm.Continuation")
                    && frames[i].getMethodName().startsWith("enter")) {
                return i;
            }
        }
        return frames.length;
    }
}

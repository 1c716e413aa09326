package catnap.asyncio;

import catnap.asyncio.fiber.HeldMonitor;
import java.lang.management.MonitorInfo;

/// Refuses, in debug mode, to let a task wait that holds a monitor. Where fibers are threads it sees none, and
/// [StepWatch] tells of the one that is stuck.
final class HeldMonitors {
    /// Throws if the code of the innermost fiber of this thread is inside `synchronized`.
    static final Runnable CHECK = () -> HeldMonitor.ofThisFiber().ifPresent(HeldMonitors::refuse);

    private static void refuse(MonitorInfo monitor) {
        StackTraceElement place = monitor.getLockedStackFrame();
        throw new IllegalStateException("await while holding the monitor of %s (%s:%d): use AsyncLock"
                .formatted(monitor.getClassName(), place.getFileName(), place.getLineNumber()));
    }

    private HeldMonitors() {}
}

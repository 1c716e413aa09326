package catnap.kernel.session;

import catnap.asyncio.fiber.HeldMonitor;
import catnap.kernel.java.JavaSession;
import catnap.kernel.weave.MonitorWatch;
import java.lang.management.MonitorInfo;

/// Refuses to let code of a cell wait inside `synchronized`.
final class CellMonitors {
    /// Throws if the code of the innermost fiber of this thread holds a monitor.
    static final Runnable CHECK = () -> {
        if (MonitorWatch.mayBeInside()) HeldMonitor.ofThisFiber().ifPresent(CellMonitors::refuse);
    };

    private CellMonitors() {}

    private static void refuse(MonitorInfo monitor) {
        StackTraceElement place = monitor.getLockedStackFrame();
        throw new IllegalStateException("await while holding the monitor of "
                + JavaSession.readable(monitor.getClassName()) + " (" + place.getFileName() + ", line "
                + place.getLineNumber() + "): use AsyncLock");
    }
}

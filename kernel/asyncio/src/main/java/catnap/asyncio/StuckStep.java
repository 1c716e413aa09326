package catnap.asyncio;

import java.util.List;
import java.util.Locale;

/// A step of a task, or a callback, that waits for a monitor and has not got it for too long. It need not have an end:
/// where a task waits inside `synchronized` it takes the monitor along, and comes back for it only by the loop, which
/// this step holds.
///
/// @param what the task or the handle
/// @param seconds how long the step has taken so far
/// @param frames where the user's code wants the monitor, newest first
record StuckStep(Object what, double seconds, List<StackTraceElement> frames) {
    /// What is stuck, where, and what to do about it.
    String message() {
        String where = frames.isEmpty() ? "" : ", in " + Places.describe(frames.getFirst());
        return String.format(Locale.ROOT, "Executing %s is stuck after %.3f seconds%s", what, seconds, where)
                + ": another thread or task holds the monitor, and nothing else can run meanwhile;"
                + " use AsyncLock where a task waits while it holds one";
    }
}

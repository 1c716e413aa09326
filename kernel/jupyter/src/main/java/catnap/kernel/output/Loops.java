package catnap.kernel.output;

import catnap.asyncio.Asyncio;
import catnap.asyncio.EventLoop;
import org.jspecify.annotations.Nullable;

/// The loop of the calling thread.
final class Loops {
    private Loops() {}

    /// The loop that runs this code; `null` where none does.
    static @Nullable EventLoop running() {
        try {
            return Asyncio.getRunningLoop();
        } catch (IllegalStateException _) {
            return null;
        }
    }

    /// Whether this loop may be looked into from here: it runs this code, or nobody runs it.
    static boolean isOurs(EventLoop loop) {
        return !loop.isClosed() && (!loop.isRunning() || running() == loop);
    }
}

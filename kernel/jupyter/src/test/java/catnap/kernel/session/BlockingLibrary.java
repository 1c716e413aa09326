package catnap.kernel.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Somebody else's code that cells call, and that blocks.
public final class BlockingLibrary {
    private static final long MILLIS = 300;

    private BlockingLibrary() {}

    /// Keeps its thread for a while.
    public static void block() throws InterruptedException {
        if (new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS)) throw new AssertionError("nobody counts down");
    }
}

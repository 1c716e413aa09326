package catnap.kernel.session;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The loop's threads for blocking code, as many and named as a loop's own (`asyncio_0`, `asyncio_1` …). What they do
/// belongs to the cell that asked for it.
final class Workers implements Executor {
    private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

    private final AtomicInteger made = new AtomicInteger(); // any thread
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, this::thread);

    private Thread thread(Runnable job) {
        var thread = new Thread(job, "asyncio_" + made.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable job) {
        pool.execute(Owner.bind(job));
    }

    /// Takes no more jobs and interrupts those under way.
    void end() {
        pool.shutdownNow();
    }
}

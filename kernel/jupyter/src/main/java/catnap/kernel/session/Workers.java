package catnap.kernel.session;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The loop's threads for blocking code, as many and named as a loop's own (`asyncio_0`, `asyncio_1` …). What they do
/// belongs to the cell that asked for it.
final class Workers implements Executor {
    private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final AtomicInteger made = new AtomicInteger(); // any thread
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    Workers() {
        pool.allowCoreThreadTimeOut(true);
    }

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

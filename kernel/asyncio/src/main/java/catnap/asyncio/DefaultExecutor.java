package catnap.asyncio;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A loop's own threads for blocking code, made on first use: as many as CPython's, `min(32, processors + 4)`, named
/// `asyncio_0`, `asyncio_1`, … They keep no program alive, and leave when the loop is closed or garbage: to wait for
/// work without an end is cheaper than to leave when there is none (decision 126).
final class DefaultExecutor { // loop thread only
    private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

    private @Nullable Executor executor;
    private @Nullable ExecutorService own;
    private boolean shutdown;

    Executor get() {
        if (shutdown) throw new IllegalStateException("Executor shutdown has been called");
        Executor known = executor;
        if (known == null) {
            executor = known = own = makePool();
            Unclosed.CLEANER.register(this, own::shutdown);
        }
        return known;
    }

    void set(Executor replacement) {
        executor = replacement;
    }

    /// Takes no more work; what runs is not waited for.
    void shutdown() {
        shutdown = true;
        if (own != null) own.shutdown();
    }

    /// As [#shutdown]; awaiting it suspends until all that runs has ended, which a thread of its own waits for.
    Coroutine<@Nullable Void> shutDownAndWait(EventLoop loop) {
        return Asyncio.async(() -> {
            shutdown();
            ExecutorService pool = own;
            if (pool == null) return;
            Executor waiter = code -> Thread.ofPlatform().daemon().start(code);
            Asyncio.await(
                    loop.runInExecutor(waiter, () -> pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)));
        });
    }

    private static ExecutorService makePool() {
        var made = new AtomicInteger();
        ThreadFactory factory = code -> {
            var thread = new Thread(code, "asyncio_" + made.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newFixedThreadPool(THREADS, factory);
    }
}

package catnap.asyncio;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Blocking code on its way through an executor, and its answer on the way back.
final class ExecutorJob<T extends @Nullable Object> extends AtomicBoolean
        implements Runnable { // true: taken or given up
    private static final long serialVersionUID = 1;

    private final transient Callable<T> code;
    private final transient ForeignFuture<T> future;
    private final transient @Nullable ThreadWork watched; // while somebody watches the loop

    private ExecutorJob(EventLoop loop, Callable<T> code) {
        this.code = code;
        this.future = new ForeignFuture<>(loop, this, () -> set(true));
        this.watched = loop.instrument == null ? null : new ThreadWork(loop);
    }

    static <T extends @Nullable Object> AsyncFuture<T> start(EventLoop loop, Executor executor, Callable<T> code) {
        var job = new ExecutorJob<>(loop, code);
        try {
            executor.execute(job);
        } catch (RejectedExecutionException refused) {
            job.future.cancel();
            throw refused;
        }
        if (job.watched != null && loop.instrument != null) {
            loop.instrument.handedOver(job.watched, loop.currentTask());
        }
        return job.future;
    }

    @Override
    public void run() {
        if (!compareAndSet(false, true)) return;
        T value = null;
        Throwable error = null;
        if (watched != null) watched.begin();
        try {
            value = code.call();
        } catch (Throwable thrown) {
            error = thrown;
        }
        if (watched != null) watched.end();
        future.deliver(value, error);
    }
}

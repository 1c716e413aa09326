package catnap.asyncio;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Times every step of one loop and reports the slow ones. A thread beside the loop looks where a step is while it is
/// slow: afterwards nobody could tell.
final class StepWatch {
    private final Consumer<SlowStep> report;
    private final Thread observer;
    private volatile long limitNanos; // any thread
    private volatile boolean ended; // any thread
    private volatile @Nullable Thread loopThread; // any thread; while a step runs
    private volatile long began; // any thread
    private volatile @Nullable StackTraceElement seen; // any thread; where the step was when it became slow

    StepWatch(double limitSeconds, Consumer<SlowStep> report) {
        this.report = report;
        setLimit(limitSeconds);
        observer = Thread.ofPlatform().daemon().name("catnap-step-watch").unstarted(this::observe);
    }

    void start() {
        observer.start();
    }

    void end() {
        ended = true;
        LockSupport.unpark(observer);
    }

    void setLimit(double seconds) {
        limitNanos = Seconds.toNanos(seconds);
    }

    /// Runs one entry of the queue.
    void run(Due due, EventLoop loop) {
        seen = null;
        began = System.nanoTime();
        loopThread = Thread.currentThread();
        due.run(loop);
        loopThread = null;
        long took = System.nanoTime() - began;
        if (took >= limitNanos) report.accept(new SlowStep(due, took / 1e9, Optional.ofNullable(seen)));
    }

    private void observe() {
        while (!ended) {
            LockSupport.parkNanos(this, limitNanos / 2);
            Thread busy = loopThread;
            if (busy != null && seen == null && System.nanoTime() - began >= limitNanos) seen = place(busy);
        }
    }

    private static @Nullable StackTraceElement place(Thread busy) {
        return Places.users(busy.getStackTrace()).stream().findFirst().orElse(null);
    }
}

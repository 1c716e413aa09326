package catnap.kernel.session;

import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import catnap.asyncio.SlowStep;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The session's event loop, and the thread that runs it from the kernel's first moment to its last.
final class LoopThread implements AutoCloseable {
    private static final long STACK_BYTES = 16L << 20;
    private static final double SLOW_SECONDS = 0.1;
    private static final Duration CLOSING = Duration.ofMillis(300);

    private final EventLoop loop = new EventLoop();
    private final Workers workers = new Workers();
    private final Thread thread;
    private volatile boolean closing; // any thread

    private LoopThread(Consumer<ErrorContext> lost, Consumer<SlowStep> slow, ClassLoader cells) {
        loop.watchSlowSteps(SLOW_SECONDS, slow);
        loop.setExceptionHandler((_, context) -> lost.accept(context));
        loop.setDefaultExecutor(workers);
        thread = new Thread(null, this::run, "catnap-loop", STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(cells);
    }

    /// @param lost told of errors that nobody waits for
    /// @param slow told of steps that took long
    /// @param cells the class loader that cells' code looks for things in
    static LoopThread start(Consumer<ErrorContext> lost, Consumer<SlowStep> slow, ClassLoader cells) {
        var started = new LoopThread(lost, slow, cells);
        started.thread.start();
        return started;
    }

    EventLoop loop() {
        return loop;
    }

    void setContextClassLoader(ClassLoader cells) {
        thread.setContextClassLoader(cells);
    }

    /// Whether its thread sleeps or waits, in code or between passes.
    boolean waits() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /// Where the thread is now.
    StackTraceElement[] stackTrace() {
        return thread.getStackTrace();
    }

    /// Whether code holds the thread for longer than this, so that no loop on it gets to its next pass. A loop that a
    /// cell runs inside its own step keeps ours from answering, but it is not held while it idles.
    boolean isHeld(Duration patience) throws InterruptedException {
        var answered = new CountDownLatch(1);
        loop.callSoonThreadsafe(answered::countDown);
        return !answered.await(patience.toMillis(), TimeUnit.MILLISECONDS) && !loop.isIdle();
    }

    /// Wakes a thread that sleeps or waits in code; the flag is gone again before other code can see it.
    void interrupt() {
        thread.interrupt();
        loop.callSoonThreadsafe(Thread::interrupted);
    }

    @Override
    public void close() {
        if (loop.isClosed()) return;
        closing = true;
        loop.callSoonThreadsafe(loop::stop);
        workers.end();
        try {
            if (!thread.join(CLOSING)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Owner.adoptThread();
        // A learner may call stop(); the session's loop outlives every cell all the same.
        while (!closing) loop.runForever();
        loop.setExceptionHandler((_, _) -> {});
        loop.close();
    }
}

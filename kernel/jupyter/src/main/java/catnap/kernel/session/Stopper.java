package catnap.kernel.session;

import catnap.asyncio.Task;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends a cell, by asking first and then with force.
///
/// 1. Its task is cancelled: what it awaits is cancelled with it, `finally` blocks run, other tasks go on. Threads that
///    work for it are told by the cell's token, and by an interrupt.
/// 2. If the loop does not answer, some code holds its thread: the cell's token makes loops, calls and handlers end,
///    an interrupt wakes what sleeps or blocks.
/// 3. What goes on all the same after that, by swallowing the cancellation or by cleaning up without end, is cancelled
///    again under the token, which no handler survives.
final class Stopper {
    private static final Duration ANSWER = Duration.ofMillis(60);
    private static final Duration CLEANUP = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MOST_STEPS = 30;

    private final CellRun run;
    private final LoopThread loop;

    Stopper(CellRun run, LoopThread loop) {
        this.run = run;
        this.loop = loop;
    }

    /// Stops the cell; returns when it has ended, or when everything was tried in vain.
    ///
    /// @param hurry skip the asking: the learner pressed Stop again
    /// @return whether the cell has ended
    boolean stop(boolean hurry) throws InterruptedException {
        run.markStopped();
        try {
            // A cancellation that waited behind busy code would hit its clean-up.
            if (!hurry && !loop.isHeld(ANSWER)) {
                cancel();
                if (endsWithin(CLEANUP)) {
                    endWorkers();
                    return true;
                }
            }
            return force();
        } finally {
            run.token().release();
        }
    }

    /// Ends what the cell has handed to threads: cancelling who waits for it does not, and it would go on for ever.
    private void endWorkers() throws InterruptedException {
        if (run.workers().isEmpty()) return;
        run.token().stop();
        run.workers().forEach(Thread::interrupt);
        for (int step = 0; step < MOST_STEPS && !run.workers().isEmpty(); step++) Thread.sleep(STEP);
    }

    private boolean force() throws InterruptedException {
        run.token().stop();
        for (int step = 0; step < MOST_STEPS; step++) {
            boolean busy = loop.isHeld(BUSY);
            if (run.token().insists()) {
                if (busy) wake(step > 0);
                else tell();
            }
            if (endsWithin(STEP)) return true;
        }
        return false;
    }

    /// Wakes code that holds the loop's thread; running code is told by its next stop check.
    private void wake(boolean close) {
        if (loop.waits()) run.token().delivered();
        loop.interrupt();
        run.workers().forEach(Thread::interrupt);
        if (close) run.token().closeResources();
    }

    private void tell() {
        run.token().delivered();
        run.workers().forEach(Thread::interrupt);
        cancel();
    }

    private void cancel() {
        Task<?> task = run.task();
        if (task == null) return;
        // The cancellation itself will not tell where the cell was waiting.
        loop.loop().callSoonThreadsafe(() -> run.waitingAt(task.getStack()));
        task.cancelThreadsafe(null);
    }

    private boolean endsWithin(Duration patience) throws InterruptedException {
        try {
            run.ending().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }
}

package catnap.kernel.session;

import catnap.asyncio.Task;
import catnap.kernel.weave.StopToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends a cell, by asking first and then with force.
///
/// 1. Its task is cancelled: what it awaits is cancelled with it, `finally` blocks run, other tasks go on. Threads that
///    work for it are told by the cell's token, and by an interrupt.
/// 2. If the loop does not answer, some code holds its thread: the cell's token makes loops, calls and handlers end,
///    an interrupt wakes what sleeps or blocks.
/// 3. If it is code of another cell that holds the thread, in a callback say, that cell is stopped too: this one would
///    never get on.
/// 4. What goes on all the same after that, by swallowing the cancellation or by cleaning up without end, is cancelled
///    again under the token, which no handler survives.
final class Stopper {
    private static final Duration ANSWER = Duration.ofMillis(60);
    private static final Duration CLEANUP = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MOST_STEPS = 30;
    private static final int PATIENT_STEPS = 5;

    private final CellRun run;
    private final LoopThread loop;
    private final Set<CellRun> holders = new HashSet<>();

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
        if (!awaitBegin()) return true;
        try {
            // A cancellation that waited behind busy code would hit its clean-up.
            if (!hurry && !loop.isHeld(ANSWER)) {
                cancel();
                if (endsWithin(CLEANUP)) {
                    endRest();
                    return true;
                }
            }
            boolean ended = force();
            if (ended) endRest();
            return ended;
        } finally {
            if (run.ended()) run.release();
            holders.forEach(CellRun::release);
        }
    }

    /// The cell has ended, and what its tasks do is theirs; what it has handed to threads ends with it.
    private void endRest() throws InterruptedException {
        run.token().spare(loop.thread());
        endWorkers();
        endReport();
        // Threads that no one knows of, those of a parallel stream say, are told when they ask; they may have more to
        // do.
        if (run.token().isStopped()) Thread.sleep(StopToken.GRACE.plus(STEP));
    }

    /// Waits while the cell is compiled: there is nothing to stop yet, and what has been stopped does not begin.
    ///
    /// @return false if it never will
    private boolean awaitBegin() throws InterruptedException {
        while (!run.hasBegun()) {
            if (run.isOver()) return false;
            Thread.sleep(BUSY);
        }
        return true;
    }

    /// To tell how the cell ended, code of the learner's is run once more: a `getMessage`, say.
    private void endReport() throws InterruptedException {
        for (int step = 0; step < MOST_STEPS && !run.isOver(); step++) {
            if (step == PATIENT_STEPS) run.token().stop();
            Thread.sleep(STEP);
        }
    }

    /// Ends what the cell has handed to threads: cancelling who waits for it does not, and it would go on for ever.
    private void endWorkers() throws InterruptedException {
        if (run.workers().isEmpty()) return;
        run.token().stop();
        wakeWorkers();
        for (int step = 0; step < MOST_STEPS && !run.workers().isEmpty(); step++) Thread.sleep(STEP);
    }

    private boolean force() throws InterruptedException {
        run.token().stop();
        for (int step = 0; step < MOST_STEPS; step++) {
            boolean busy = loop.isHeld(BUSY);
            if (busy) stopHolder();
            if (run.token().insists(loop.thread())) {
                if (busy) wake(step > 0);
                else tell();
            }
            if (endsWithin(STEP)) return true;
        }
        return false;
    }

    private void stopHolder() throws InterruptedException {
        CellRun holder = loop.holder(BUSY);
        if (holder == null || holder.equals(run) || !holders.add(holder)) return;
        holder.token().stop();
    }

    /// Wakes code that holds the loop's thread; running code is told by its next stop check.
    private void wake(boolean close) {
        tellIfWaiting(loop.thread());
        loop.interrupt();
        wakeWorkers();
        if (close) run.token().closeResources();
    }

    private void tell() {
        run.token().delivered(loop.thread());
        wakeWorkers();
        cancel();
    }

    private void wakeWorkers() {
        for (Thread worker : run.workers()) {
            tellIfWaiting(worker);
            worker.interrupt();
        }
    }

    /// What sleeps or waits is told by the interrupt that is to come; what runs, by its next check.
    private void tellIfWaiting(Thread thread) {
        Thread.State state = thread.getState();
        if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
            run.token().delivered(thread);
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

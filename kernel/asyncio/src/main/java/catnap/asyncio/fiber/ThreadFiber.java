package catnap.asyncio.fiber;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The fiber of last resort: a virtual thread that runs only while it has been handed the turn.
///
/// Exactly one of the two threads runs at any time, so everything either of them writes is seen by the other: the
/// volatile [#turn] is the only thing that both touch. The lock is for interrupts alone, which come at any moment.
final class ThreadFiber implements Fiber {
    static final ThreadLocal<@Nullable Object> SLOT = new ThreadLocal<>();

    private final Thread thread;
    private volatile @Nullable Thread turn; // the resumer while the body has the turn, else null; any thread
    private volatile boolean done; // any thread
    private @Nullable Object slot; // written by the resumer before it hands over the turn
    private boolean interrupt; // likewise: the resumer was interrupted before
    private boolean started; // whoever resumes

    ThreadFiber(Runnable body) {
        thread = Thread.ofVirtual().name("catnap-fiber").unstarted(() -> {
            takeTurn(false);
            try {
                body.run();
            } finally {
                done = true;
                giveBack();
            }
        });
    }

    @Override
    public void resume() {
        slot = SLOT.get();
        interrupt = Thread.interrupted();
        turn = Thread.currentThread();
        if (started) LockSupport.unpark(thread);
        else start();
        boolean interrupted = false;
        while (turn != null) {
            LockSupport.park(this);
            if (Thread.interrupted()) interrupted = !interruptBody();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void start() {
        started = true;
        thread.start();
    }

    /// Passes an interrupt on: whoever stops the loop's thread means the code that has the turn.
    ///
    /// @return false if the body has just given the turn back, so that the interrupt stays with the resumer
    private synchronized boolean interruptBody() {
        if (turn == null) return false;
        thread.interrupt();
        return true;
    }

    @Override
    public void suspend() {
        Kind.checkSuspension();
        if (Thread.currentThread() != thread) throw Kind.notTheBody();
        // The thread could be parked in there, but whoever needs the class meanwhile would wait for ever. This look
        // at the stack needs more of it than what follows: where too little is left, it fails here, with the turn.
        PinnedException.initialiser().ifPresent(reason -> {
            throw new PinnedException(reason);
        });
        giveBack();
        takeTurn(awaitTurn());
    }

    /// The body's thread.
    Thread works() {
        return thread;
    }

    /// Waits to be resumed.
    ///
    /// @return whether the thread was interrupted meanwhile
    private boolean awaitTurn() {
        boolean interrupted = false;
        while (turn == null) {
            try {
                LockSupport.park(this);
            } catch (StackOverflowError tooDeepToPark) {
                Thread.onSpinWait(); // without the turn the body must not go on, whatever it costs
            }
            interrupted |= Thread.interrupted(); // park would not sleep under it
        }
        return interrupted;
    }

    /// The body finds its thread as it would find the resumer's.
    private void takeTurn(boolean interruptedAsleep) {
        SLOT.set(slot);
        if (interrupt || interruptedAsleep) Thread.currentThread().interrupt();
    }

    private void giveBack() {
        LockSupport.unpark(endTurn());
    }

    /// Ends the turn; an interrupt that the body has not taken notice of goes on to the resumer.
    private synchronized Thread endTurn() {
        Thread resumer = Objects.requireNonNull(turn, "a fiber gives back the turn that it has");
        if (Thread.interrupted()) resumer.interrupt();
        turn = null;
        return resumer;
    }

    @Override
    public boolean done() {
        return done;
    }

    @Override
    public StackTraceElement[] stack() {
        return done || !started || turn != null ? new StackTraceElement[0] : thread.getStackTrace();
    }
}

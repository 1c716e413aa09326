package catnap.asyncio.fiber;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The fiber of last resort: a virtual thread that runs only while it has been handed the turn.
///
/// Exactly one of the two threads runs at any time, so everything either of them writes is seen by the other: the
/// volatile [#turn] is the only thing that both touch.
final class ThreadFiber implements Fiber {
    static final ThreadLocal<@Nullable Object> SLOT = new ThreadLocal<>();

    private final Thread thread;
    private volatile @Nullable Thread turn; // the resumer while the body has the turn, else null; any thread
    private volatile boolean done; // any thread
    private @Nullable Object slot; // written by the resumer before it hands over the turn
    private boolean started; // whoever resumes

    ThreadFiber(Runnable body) {
        thread = Thread.ofVirtual().name("catnap-fiber").unstarted(() -> {
            SLOT.set(slot);
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
        turn = Thread.currentThread();
        if (started) LockSupport.unpark(thread);
        else start();
        boolean interrupted = false;
        while (turn != null) {
            LockSupport.park(this);
            interrupted |= interruptBody();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void start() {
        started = true;
        thread.start();
    }

    /// Passes an interrupt on: whoever stops the loop's thread means the code that has the turn.
    private boolean interruptBody() {
        if (!Thread.interrupted()) return false;
        if (turn != null) thread.interrupt();
        return turn == null;
    }

    @Override
    public void suspend() {
        Kind.checkSuspension();
        giveBack();
        while (turn == null) {
            LockSupport.park(this);
            Thread.interrupted(); // set while asleep it means nothing, and park would not sleep under it
        }
        SLOT.set(slot);
    }

    private void giveBack() {
        Thread resumer = Objects.requireNonNull(turn, "a fiber gives back the turn that it has");
        boolean interrupted = Thread.interrupted();
        turn = null;
        if (interrupted) resumer.interrupt();
        LockSupport.unpark(resumer);
    }

    @Override
    public boolean done() {
        return done;
    }

    @Override
    public StackTraceElement[] stack() {
        return done || !started ? new StackTraceElement[0] : thread.getStackTrace();
    }
}

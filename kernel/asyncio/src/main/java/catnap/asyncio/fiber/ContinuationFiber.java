package catnap.asyncio.fiber;

import java.util.Locale;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/// The fast fiber: the continuation that the JDK's virtual threads are made of, without their scheduler.
///
/// It is the continuation itself, not a holder of one: a task's memory is mostly its fiber's.
final class ContinuationFiber extends Continuation implements Fiber {
    /// One scope for all: a yield then leaves the innermost fiber, which is always the one that asks.
    private static final ContinuationScope SCOPE = new ContinuationScope("catnap");

    ContinuationFiber(Runnable body) {
        super(SCOPE, body);
    }

    @Override
    public void resume() {
        run();
    }

    @Override
    public void suspend() {
        Kind.checkSuspension();
        // A yield would leave whichever fiber is innermost, and nobody would ever resume that one.
        if (getCurrentContinuation(SCOPE) != this) throw Kind.notTheBody();
        Continuation.yield(SCOPE);
    }

    @Override
    public boolean done() {
        return isDone();
    }

    @Override
    public StackTraceElement[] stack() {
        return isDone() ? new StackTraceElement[0] : getStackTrace();
    }

    @Override
    protected void onPinned(Pinned reason) {
        throw new PinnedException(
                switch (reason) {
                    case NATIVE ->
                        PinnedException.initialiser()
                                .orElse("native code is on the stack between here and the loop, and the JVM cannot"
                                        + " leave it halfway");
                    case MONITOR -> "the code is inside synchronized: use AsyncLock";
                    case CRITICAL_SECTION, EXCEPTION ->
                        "the JVM forbids it (" + reason.name().toLowerCase(Locale.ROOT) + ")";
                });
    }
}

package catnap.asyncio.fiber;

import java.lang.StackWalker.StackFrame;
import java.util.List;
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
                    case NATIVE -> "cannot suspend here: " + culprit();
                    case MONITOR -> "cannot suspend inside synchronized: use AsyncLock";
                    case CRITICAL_SECTION, EXCEPTION ->
                        "cannot suspend here: the JVM forbids it ("
                                + reason.name().toLowerCase(Locale.ROOT) + ")";
                });
    }

    /// Says which frame calls through native code. A static initialiser is by far the commonest, and can be seen.
    private static String culprit() {
        List<StackFrame> frames = StackWalker.getInstance().walk(s -> s.toList());
        return frames.stream()
                .filter(f -> f.getMethodName().equals("<clinit>"))
                .findFirst()
                .map(f -> "the static initialiser of " + f.getClassName() + " (" + f.getFileName() + ":"
                        + f.getLineNumber() + ") is running, and the JVM cannot leave one halfway; await outside of it")
                .orElse("native code is on the stack between here and the loop, and the JVM cannot leave it halfway");
    }
}

package catnap.asyncio.fiber;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/// Thrown where a stack cannot be suspended because a frame on it cannot be left and come back to: a native one (a
/// static initialiser is called through one), or a critical section of the JVM.
public final class PinnedException extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private static final StackWalker WALKER = StackWalker.getInstance();

    PinnedException(String reason) {
        super("cannot suspend here: " + reason);
    }

    /// The innermost static initialiser that is running on this stack, in words; they are by far the commonest reason.
    static Optional<String> initialiser() {
        try {
            return WALKER.walk(
                    frames -> frames.filter(frame -> frame.getMethodName().equals("<clinit>"))
                            .findFirst()
                            .map(PinnedException::describe));
        } catch (InternalError noRoom) {
            // The walker's own reflection has run out of stack, and calls it something else.
            var overflow = new StackOverflowError("no room left to look at the stack");
            overflow.initCause(noRoom);
            throw overflow;
        }
    }

    private static String describe(StackFrame frame) {
        return "the static initialiser of " + frame.getClassName() + " (" + frame.getFileName() + ":"
                + frame.getLineNumber() + ") is running, and the JVM cannot leave one halfway; await outside of it";
    }
}

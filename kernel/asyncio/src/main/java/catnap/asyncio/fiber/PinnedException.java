package catnap.asyncio.fiber;

/// Thrown where a stack cannot be suspended because a frame on it cannot be left and come back to: a native one (a
/// static initialiser is called through one), or a critical section of the JVM.
public final class PinnedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    PinnedException(String message) {
        super(message);
    }
}

package catnap.asyncio;

/// An operation that the state of a future does not allow (asyncio's `InvalidStateError`).
public final class InvalidStateException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Says which.
    public InvalidStateException(String message) {
        super(message);
    }
}

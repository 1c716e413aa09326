package catnap.asyncio;

/// What was asked for is longer than the stream's limit; the bytes are still there to be read (asyncio's
/// `LimitOverrunError`).
public final class LimitOverrunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int consumed;

    /// Says how many bytes are in the way.
    public LimitOverrunException(String message, int consumed) {
        super(message);
        this.consumed = consumed;
    }

    /// How many bytes at the front belong to the thing that is too long.
    public int consumed() {
        return consumed;
    }
}

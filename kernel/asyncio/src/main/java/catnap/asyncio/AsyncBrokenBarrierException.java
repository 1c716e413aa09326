package catnap.asyncio;

/// A barrier that was reset or aborted while a task waited at it, or before (asyncio's `BrokenBarrierError`).
public final class AsyncBrokenBarrierException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Says what happened to it.
    public AsyncBrokenBarrierException(String message) {
        super(message);
    }
}

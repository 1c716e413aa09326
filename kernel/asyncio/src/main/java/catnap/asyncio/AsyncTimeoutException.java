package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// The time given was not enough (Python's `TimeoutError`).
public final class AsyncTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Without words, as asyncio raises it.
    public AsyncTimeoutException() {}

    /// With what was interrupted.
    public AsyncTimeoutException(@Nullable Throwable cause) {
        super(null, cause);
    }
}

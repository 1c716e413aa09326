package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// The request to stop, thrown where a task waits.
///
/// An `Error`, as `ThreadDeath` was and for its reason: `catch (Exception e)` must not swallow it. Whoever catches it
/// cleans up and throws it on.
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1;

    /// A request without a message.
    public CancelledError() {
        this(null);
    }

    /// A request with the message given to `cancel`.
    public CancelledError(@Nullable String message) {
        super(message);
    }
}

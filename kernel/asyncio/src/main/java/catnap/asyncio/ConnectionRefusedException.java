package catnap.asyncio;

import java.io.IOException;

/// Nobody listens at that address (Python's `ConnectionRefusedError`).
public final class ConnectionRefusedException extends ConnectionException {
    private static final long serialVersionUID = 1;

    /// Says where.
    public ConnectionRefusedException(String message, IOException cause) {
        super(message, cause);
    }
}

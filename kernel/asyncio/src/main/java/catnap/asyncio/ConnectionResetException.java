package catnap.asyncio;

import java.io.IOException;

/// The other side has gone away (Python's `ConnectionResetError` and `BrokenPipeError`).
public final class ConnectionResetException extends ConnectionException {
    private static final long serialVersionUID = 1;

    /// Says what was noticed.
    public ConnectionResetException(String message, IOException cause) {
        super(message, cause);
    }
}

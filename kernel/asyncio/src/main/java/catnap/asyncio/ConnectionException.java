package catnap.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.Objects;

/// A connection could not be made, or was lost (Python's `ConnectionError`). Unchecked, since `await` declares no
/// exceptions; the JVM's own is the cause.
public sealed class ConnectionException extends UncheckedIOException
        permits ConnectionRefusedException, ConnectionResetException {
    private static final long serialVersionUID = 1;

    /// Says what failed.
    public ConnectionException(String message, IOException cause) {
        super(message, cause);
    }

    /// The kind that the JVM means: its words are all there is to tell by.
    static ConnectionException of(String what, IOException error) {
        String reason = Objects.requireNonNullElse(error.getMessage(), error.toString());
        String message = what.isEmpty() ? reason : what + ": " + reason;
        if (error instanceof ConnectException && reason.contains("refused"))
            return new ConnectionRefusedException(message, error);
        if (reason.contains("reset") || reason.contains("Broken pipe"))
            return new ConnectionResetException(message, error);
        return new ConnectionException(message, error);
    }
}

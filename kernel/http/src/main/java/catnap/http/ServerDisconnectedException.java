package catnap.http;

/// The server closed the connection before its answer was complete.
public final class ServerDisconnectedException extends ClientConnectionException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that names the request.
    public ServerDisconnectedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package catnap.http;

/// No connection could be made: the host is unknown, nobody listens there, or TLS could not be agreed on.
public final class ClientConnectorException extends ClientConnectionException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that names the request.
    public ClientConnectorException(String message, Throwable cause) {
        super(message, cause);
    }
}

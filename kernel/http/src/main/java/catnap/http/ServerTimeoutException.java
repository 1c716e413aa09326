package catnap.http;

/// The answer was not complete within the request's timeout. A limit set around the call by `timeout` or `waitFor`
/// shows as `AsyncTimeoutException` instead, because it is the caller's and not the client's.
public final class ServerTimeoutException extends ClientConnectionException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that names the request.
    public ServerTimeoutException(String message) {
        super(message);
    }

    /// Makes one that keeps the failure underneath.
    public ServerTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}

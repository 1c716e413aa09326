package catnap.http;

/// The exchange failed below HTTP: no connection, a lost one, or no answer in time.
public class ClientConnectionException extends ClientException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that names the request.
    public ClientConnectionException(String message) {
        super(message);
    }

    /// Makes one that keeps the failure underneath.
    public ClientConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}

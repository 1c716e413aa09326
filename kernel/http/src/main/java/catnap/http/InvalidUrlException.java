package catnap.http;

/// The URL is none that an HTTP client can ask for.
public final class InvalidUrlException extends ClientException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that names the URL.
    public InvalidUrlException(String message) {
        super(message);
    }
}

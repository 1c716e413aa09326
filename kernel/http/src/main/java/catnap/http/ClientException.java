package catnap.http;

/// What both clients throw when a request fails, whatever the reason: aiohttp's `ClientError`, requests'
/// `RequestException`.
///
/// Unchecked, because an `IOException` could not be caught around `await`: the compiler sees no one throw it
/// there.
public class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes one with a sentence that says what was found, what was expected, and what to do.
    public ClientException(String message) {
        super(message);
    }

    /// Makes one that keeps the failure underneath.
    public ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}

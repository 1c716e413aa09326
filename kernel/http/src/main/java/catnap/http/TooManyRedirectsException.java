package catnap.http;

/// The server sent the client on again and again.
public final class TooManyRedirectsException extends ClientResponseException {
    private static final long serialVersionUID = 1L;

    TooManyRedirectsException(String message, Head head) {
        super(message, head);
    }
}

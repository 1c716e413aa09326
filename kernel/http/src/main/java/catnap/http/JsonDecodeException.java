package catnap.http;

/// The body of the answer is not JSON, or not the kind of JSON that was asked for.
public final class JsonDecodeException extends ClientResponseException {
    private static final long serialVersionUID = 1L;

    JsonDecodeException(String message, Head head) {
        super(message, head);
    }

    JsonDecodeException(String message, Head head, Throwable cause) {
        super(message, head, cause);
    }
}

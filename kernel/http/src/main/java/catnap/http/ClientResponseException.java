package catnap.http;

import java.net.URI;
import java.util.Map;

/// The server answered, and the answer is no use: an error status, too many redirects, or a body that is not what
/// was asked.
public class ClientResponseException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient Head head;

    ClientResponseException(String message, Head head) {
        super(message);
        this.head = head;
    }

    ClientResponseException(String message, Head head, Throwable cause) {
        super(message, cause);
        this.head = head;
    }

    /// The status of the answer, 429 for example.
    public int status() {
        return head.status();
    }

    /// The words that belong to the status, `Too Many Requests` for example.
    public String reason() {
        return head.reason();
    }

    /// The URL that was asked last, after redirects.
    public URI url() {
        return head.url();
    }

    /// The headers of the answer; names in any case.
    public Map<String, String> headers() {
        return head.headers();
    }
}

package catnap.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// A complete answer, as [Requests] returns it. Nothing in it blocks or suspends.
///
/// It is no awaitable: `await(Requests.get(url))` does not compile. Wrap the blocking call in `toThread`, or use a
/// [ClientSession].
public final class Response {
    private final Head head;
    private final byte[] content;
    private final Duration elapsed;

    Response(Head head, byte[] content, Duration elapsed) {
        this.head = head;
        this.content = content;
        this.elapsed = elapsed;
    }

    /// The status, 200 for example; the same as [#statusCode].
    public int status() {
        return head.status();
    }

    /// The status under the name that Python's requests gives it.
    public int statusCode() {
        return head.status();
    }

    /// The words that belong to the status, `OK` for example.
    public String reason() {
        return head.reason();
    }

    /// Whether the status is below 400.
    public boolean ok() {
        return head.ok();
    }

    /// The URL that answered, after redirects.
    public URI url() {
        return head.url();
    }

    /// The headers; names in any case, several of one name joined by commas.
    public Map<String, String> headers() {
        return head.headers();
    }

    /// How long it took from the request to the last byte of the answer.
    public Duration elapsed() {
        return elapsed;
    }

    /// The body as it came.
    public byte[] content() {
        return content.clone();
    }

    /// The body as text, in the charset that the server names, else UTF-8.
    public String text() {
        return new String(content, head.charset());
    }

    /// Reads the body of a good answer as a JSON object: `response.json().get("fact").getAsString()`.
    ///
    /// @throws ClientResponseException if the status is 400 or more: an error holds no answer
    /// @throws JsonDecodeException if the body is not JSON, or no object
    public JsonObject json() {
        return Json.object(head, text());
    }

    /// Reads the body of a good answer as a Java value, arrays with `json(Fact[].class)`.
    ///
    /// @throws ClientResponseException if the status is 400 or more
    /// @throws JsonDecodeException if the body is not JSON, or does not fit
    public <T> T json(Class<T> type) {
        return Json.value(head, text(), type);
    }

    /// Reads the body as any JSON, of an error too.
    ///
    /// @throws JsonDecodeException if the body is not JSON
    public JsonElement jsonElement() {
        return Json.element(head, text());
    }

    /// Does nothing if the status is below 400.
    ///
    /// @throws ClientResponseException if it is not, with a sentence that says what to do
    public void raiseForStatus() {
        head.raiseForStatus();
    }

    @Override
    public String toString() {
        return "<Response [" + head.status() + "]>";
    }
}

package catnap.http;

import static catnap.asyncio.Asyncio.async;

import catnap.asyncio.Coroutine;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.Map;

/// An answer whose head is there and whose body may still be on its way: aiohttp's `ClientResponse`.
///
/// [#read], [#text] and [#json] wait for the body; it is kept, so that they may be called again. Loop thread only.
public final class ClientResponse implements AutoCloseable {
    private final Head head;
    private final Exchange exchange;
    private boolean read;
    private boolean closed;

    ClientResponse(Head head, Exchange exchange) {
        this.head = head;
        this.exchange = exchange;
    }

    /// The status, 200 for example.
    public int status() {
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

    /// The method that got this answer; a redirect may have changed it to `GET`.
    public String method() {
        return head.method();
    }

    /// The URL that answered, after redirects.
    public URI url() {
        return head.url();
    }

    /// The headers; names in any case, several of one name joined by commas.
    public Map<String, String> headers() {
        return head.headers();
    }

    /// Gives the body as it came. Suspends until the body is complete; returns at once if it already is.
    public Coroutine<byte[]> read() {
        return async(() -> content().clone());
    }

    /// Gives the body as text, in the charset that the server names, else UTF-8. Suspends until the body is
    /// complete.
    public Coroutine<String> text() {
        return async(this::decoded);
    }

    /// Gives the body of a good answer as a JSON object: `await(response.json()).get("fact").getAsString()`.
    /// Suspends until the body is complete.
    ///
    /// The await throws [ClientResponseException] if the status is 400 or more, because an error holds no answer;
    /// and [JsonDecodeException] if the body is not JSON, or no object. The content type does not matter.
    public Coroutine<JsonObject> json() {
        return async(() -> Json.object(head, decoded()));
    }

    /// Gives the body of a good answer as a Java value, arrays with `json(Fact[].class)`. Suspends until the body
    /// is complete.
    ///
    /// The await throws as that of [#json()] does.
    public <T> Coroutine<T> json(Class<T> type) {
        return async(() -> Json.value(head, decoded(), type));
    }

    /// Gives the body as any JSON, of an error too. Suspends until the body is complete.
    public Coroutine<JsonElement> jsonElement() {
        return async(() -> Json.element(head, decoded()));
    }

    /// Does nothing if the status is below 400.
    ///
    /// @throws ClientResponseException if it is not, with a sentence that says what to do
    public void raiseForStatus() {
        head.raiseForStatus();
    }

    /// Lets go of the answer. A body that is not complete yet is given up, with its connection. A body that was
    /// read stays.
    @Override
    public void close() {
        closed = true;
        exchange.end(this::unreadable);
    }

    /// Whether [#close] was called.
    public boolean closed() {
        return closed;
    }

    private String decoded() {
        return new String(content(), head.charset());
    }

    private byte[] content() {
        if (closed && !read) throw unreadable();
        var content = exchange.content();
        read = true;
        return content;
    }

    private ClientException unreadable() {
        return new ClientConnectionException(head.method() + " " + head.url()
                + ": the response is closed; read it before its try or asyncWith ends");
    }

    @Override
    public String toString() {
        return "<ClientResponse(" + head.url() + ") [" + head.status() + " " + head.reason() + "]>";
    }
}

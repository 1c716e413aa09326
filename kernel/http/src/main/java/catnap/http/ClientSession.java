package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.getRunningLoop;

import catnap.asyncio.AsyncContextManager;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Unclosed;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// HTTP that suspends only the calling task while it waits, as `aiohttp` does.
///
/// ```java
/// try (var session = new ClientSession();
///      var response = await(session.get(ENDPOINT))) {
///     println(await(response.json()).get("fact").getAsString());
/// }
/// ```
///
/// A session holds what its requests have in common: base URL, headers, timeout, and how many may be under way at
/// once. The connections behind it are shared by all sessions and stay open for the next request. Cancelling a
/// task that waits for an answer closes the connection of its request. To be used on the thread of one loop.
public final class ClientSession implements AsyncContextManager<ClientSession>, AutoCloseable {
    private final Traffic traffic;
    private final @Nullable URI baseUrl;
    private final RequestOptions defaults;
    private final boolean raiseForStatus;
    private final Unclosed note = new Unclosed(this, "client session", "try (var session = new ClientSession())");

    /// A session of no base URL, five minutes a request, and a hundred requests at once.
    public ClientSession() {
        this(builder());
    }

    private ClientSession(Builder options) {
        traffic = new Traffic(new Slots(options.limit, options.limitPerHost));
        baseUrl = options.baseUrl;
        defaults = options.defaults;
        raiseForStatus = options.raiseForStatus;
    }

    /// A session to be set up.
    public static Builder builder() {
        return new Builder();
    }

    /// Asks for the URL. Nothing happens before the result is awaited; the await suspends until the head of the
    /// answer is there, redirects followed, and throws [ClientException] if there is none.
    public PendingResponse get(String url) {
        return get(url, new RequestOptions());
    }

    /// Asks for the URL with parameters, headers or a timeout. The await suspends as that of [#get(String)].
    public PendingResponse get(String url, RequestOptions options) {
        return request("GET", url, options);
    }

    /// Asks for the headers alone, following no redirects. The await suspends as that of [#get(String)].
    public PendingResponse head(String url) {
        return request("HEAD", url, new RequestOptions().allowRedirects(false));
    }

    /// Sends a body to the URL. The await suspends as that of [#get(String)].
    public PendingResponse post(String url, RequestOptions options) {
        return request("POST", url, options);
    }

    /// Stores a body at the URL. The await suspends as that of [#get(String)].
    public PendingResponse put(String url, RequestOptions options) {
        return request("PUT", url, options);
    }

    /// Changes what is at the URL. The await suspends as that of [#get(String)].
    public PendingResponse patch(String url, RequestOptions options) {
        return request("PATCH", url, options);
    }

    /// Removes what is at the URL. The await suspends as that of [#get(String)].
    public PendingResponse delete(String url) {
        return delete(url, new RequestOptions());
    }

    /// Removes what is at the URL. The await suspends as that of [#get(String)].
    public PendingResponse delete(String url, RequestOptions options) {
        return request("DELETE", url, options);
    }

    /// Sends a request of any method. The await suspends as that of [#get(String)].
    public PendingResponse request(String method, String url, RequestOptions options) {
        return new PendingResponse(method + " " + url, () -> answer(method, url, options));
    }

    private ClientResponse answer(String method, String url, RequestOptions options) {
        if (closed()) throw new IllegalStateException("Session is closed");
        note.usedOn(getRunningLoop());
        var target = baseUrl == null ? Urls.parse(url) : Urls.resolve(baseUrl, url);
        var call = Call.of(method, target, options.withDefaults(defaults));
        var exchange = new Exchange(traffic, getRunningLoop(), call);
        var response = new ClientResponse(exchange.head(), exchange);
        exchange.handedOut(response);
        if (raiseForStatus && !response.ok()) {
            response.close();
            response.raiseForStatus();
        }
        return response;
    }

    /// Enters the session; the await does not suspend and gives the session itself.
    @Override
    public Awaitable<ClientSession> aenter() {
        return async(() -> this);
    }

    /// Closes the session; the await does not suspend.
    @Override
    public Awaitable<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return async(() -> {
            close();
            return false;
        });
    }

    /// Ends the session. Requests still under way fail with [ClientConnectionException]; new ones are an
    /// `IllegalStateException`. A second call does nothing.
    @Override
    public void close() {
        note.closed();
        traffic.close(() -> new ClientConnectionException("the session was closed while this request was under way: "
                + "await what you asked for before its try or asyncWith ends"));
    }

    /// Whether [#close] was called.
    public boolean closed() {
        return traffic.closed();
    }

    /// The settings of a [ClientSession].
    public static final class Builder {
        private static final int LIMIT = 100;

        private @Nullable URI baseUrl;
        private RequestOptions defaults = new RequestOptions().timeout(Timeouts.TOTAL);
        private int limit = LIMIT;
        private int limitPerHost;
        private boolean raiseForStatus;

        private Builder() {}

        /// Lets URLs be relative to this one: `get("/fact")`.
        public Builder baseUrl(String url) {
            baseUrl = Urls.parse(url);
            return this;
        }

        /// Sends this header with every request that does not set it itself.
        public Builder header(String name, String value) {
            defaults = defaults.header(name, value);
            return this;
        }

        /// Sends these headers with every request that does not set them itself.
        public Builder headers(Map<String, String> headers) {
            defaults = defaults.headers(headers);
            return this;
        }

        /// Sets how many seconds a request may take, from waiting for its turn to the last byte, unless it says
        /// otherwise.
        public Builder timeout(double seconds) {
            defaults = defaults.timeout(seconds);
            return this;
        }

        /// Sets how long a request may take, from waiting for its turn to the last byte, unless it says otherwise.
        public Builder timeout(Duration limit) {
            defaults = defaults.timeout(limit);
            return this;
        }

        /// Sets how many requests may be under way at once; others wait in line. 0 for any number.
        public Builder limit(int requests) {
            limit = checked(requests);
            return this;
        }

        /// Sets how many requests to one host may be under way at once. 0, as it is unless set, for any number.
        public Builder limitPerHost(int requests) {
            limitPerHost = checked(requests);
            return this;
        }

        /// Makes every answer of status 400 or more an exception at once, without [ClientResponse#raiseForStatus].
        public Builder raiseForStatus(boolean raise) {
            raiseForStatus = raise;
            return this;
        }

        /// The session.
        public ClientSession build() {
            return new ClientSession(this);
        }

        private static int checked(int requests) {
            if (requests < 0) throw new IllegalArgumentException("limit must be >= 0, was " + requests);
            return requests;
        }
    }
}

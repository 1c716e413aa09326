package catnap.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What goes with a request beside its URL; Python's keyword arguments, one method each.
///
/// Every method returns a changed copy: `new RequestOptions().param("limit", 3).timeout(2)`.
public final class RequestOptions {
    private final List<Map.Entry<String, String>> params;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final @Nullable Duration timeout;
    private final boolean allowRedirects;

    /// No parameters, no headers, no body, the client's own timeout, redirects followed.
    public RequestOptions() {
        this(List.of(), Head.anyCase(Map.of()), null, null, true);
    }

    private RequestOptions(
            List<Map.Entry<String, String>> params,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable Duration timeout,
            boolean allowRedirects) {
        this.params = params;
        this.headers = headers;
        this.body = body;
        this.timeout = timeout;
        this.allowRedirects = allowRedirects;
    }

    /// Adds `name=value` to the URL's query; the same name may be added again.
    public RequestOptions param(String name, Object value) {
        var all = new ArrayList<>(params);
        all.add(Map.entry(name, value.toString()));
        return new RequestOptions(List.copyOf(all), headers, body, timeout, allowRedirects);
    }

    /// Adds each entry to the URL's query.
    public RequestOptions params(Map<String, ?> added) {
        var options = this;
        for (var entry : added.entrySet()) options = options.param(entry.getKey(), entry.getValue());
        return options;
    }

    /// Sets a header; the last value of a name wins.
    public RequestOptions header(String name, String value) {
        var all = Head.anyCase(headers);
        all.put(name, value);
        return new RequestOptions(params, Collections.unmodifiableMap(all), body, timeout, allowRedirects);
    }

    /// Sets each header.
    public RequestOptions headers(Map<String, String> added) {
        var options = this;
        for (var entry : added.entrySet()) options = options.header(entry.getKey(), entry.getValue());
        return options;
    }

    /// Sends a user name and a password the basic way.
    public RequestOptions auth(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /// Sends the value as a JSON body: a gson element, a `Map`, a list, a record.
    public RequestOptions json(Object value) {
        return body(Json.write(value).getBytes(StandardCharsets.UTF_8)).ifNoHeader("Content-Type", "application/json");
    }

    /// Sends text as the body, in UTF-8.
    public RequestOptions data(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8)).ifNoHeader("Content-Type", "text/plain; charset=utf-8");
    }

    /// Sends bytes as the body.
    public RequestOptions data(byte[] bytes) {
        return body(bytes.clone()).ifNoHeader("Content-Type", "application/octet-stream");
    }

    /// Sends the entries as an HTML form does.
    public RequestOptions data(Map<String, ?> form) {
        var fields = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> fields.put(name, value.toString()));
        var bytes = Urls.encode(List.copyOf(fields.entrySet())).getBytes(StandardCharsets.UTF_8);
        return body(bytes).ifNoHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    /// Sets how many seconds the whole exchange may take, redirects and body included.
    public RequestOptions timeout(double seconds) {
        return timeout(Timeouts.ofSeconds(seconds));
    }

    /// Sets how long the whole exchange may take, redirects and body included.
    public RequestOptions timeout(Duration limit) {
        return new RequestOptions(params, headers, body, Timeouts.checked(limit), allowRedirects);
    }

    /// Says whether an answer of 301, 302, 303, 307 or 308 is followed; it is unless switched off here.
    public RequestOptions allowRedirects(boolean allowed) {
        return new RequestOptions(params, headers, body, timeout, allowed);
    }

    List<Map.Entry<String, String>> params() {
        return params;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    boolean allowRedirects() {
        return allowRedirects;
    }

    /// A copy with the other's headers and timeout where this one says nothing of them.
    RequestOptions withDefaults(RequestOptions others) {
        var options = timeout == null && others.timeout != null ? timeout(others.timeout) : this;
        for (var entry : others.headers.entrySet()) options = options.ifNoHeader(entry.getKey(), entry.getValue());
        return options;
    }

    RequestOptions withoutBody() {
        return new RequestOptions(params, headers, null, timeout, allowRedirects).withoutHeaders("Content-Type");
    }

    RequestOptions withoutHeaders(String... names) {
        var kept = Head.anyCase(headers);
        for (var name : names) kept.remove(name);
        return new RequestOptions(params, kept, body, timeout, allowRedirects);
    }

    private RequestOptions ifNoHeader(String name, String value) {
        return headers.containsKey(name) ? this : header(name, value);
    }

    private RequestOptions body(byte[] bytes) {
        return new RequestOptions(params, headers, bytes, timeout, allowRedirects);
    }
}

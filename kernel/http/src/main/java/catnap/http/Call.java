package catnap.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;

/// One question to one URL; a redirect makes the next one.
///
/// @param redirects how many redirects led here
record Call(String method, URI url, RequestOptions options, int redirects) {
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String AGENT = "Catnap (Java " + Runtime.version().feature() + ")";

    static Call of(String method, URI url, RequestOptions options) {
        return new Call(method, Urls.withParams(url, options.params()), options, 0);
    }

    HttpRequest request() {
        var body = options.body();
        var builder = HttpRequest.newBuilder(url)
                // aiohttp speaks 1.1 too; the client's own default asks every plain-text server to upgrade.
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!options.headers().containsKey("user-agent")) builder.setHeader("User-Agent", AGENT);
        if (!options.headers().containsKey("accept")) builder.setHeader("Accept", "*/*");
        options.headers().forEach(builder::setHeader);
        return builder.build();
    }

    /// The call that this answer asks for instead, if it does.
    ///
    /// @throws TooManyRedirectsException after ten
    Optional<Call> next(Head head) {
        if (!options.allowRedirects() || !REDIRECTS.contains(head.status())) return Optional.empty();
        var location = head.fields().firstValue("location");
        if (location.isEmpty()) return Optional.empty();
        if (redirects == MAX_REDIRECTS) {
            throw new TooManyRedirectsException(
                    head + " after " + MAX_REDIRECTS + " redirects: the server sends in circles, check the URL", head);
        }
        var target = Urls.resolve(url, location.get());
        return Optional.of(
                new Call(methodAfter(head.status()), target, optionsFor(head.status(), target), redirects + 1));
    }

    private String methodAfter(int status) {
        // As browsers do, and aiohttp and requests after them: only 307 and 308 repeat a POST.
        if (status == 303 && !method.equals("HEAD")) return "GET";
        return (status == 301 || status == 302) && method.equals("POST") ? "GET" : method;
    }

    private RequestOptions optionsFor(int status, URI target) {
        var kept = methodAfter(status).equals(method) ? options : options.withoutBody();
        return sameOrigin(target) ? kept : kept.withoutHeaders("Authorization", "Cookie");
    }

    private boolean sameOrigin(URI target) {
        return url.getScheme().equalsIgnoreCase(target.getScheme())
                && url.getRawAuthority().equalsIgnoreCase(target.getRawAuthority());
    }

    /// Host and port, for a sentence.
    String server() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    @Override
    public String toString() {
        return method + " " + url;
    }
}

package catnap.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The top of an answer: what was asked, the status, and the headers.
///
/// @param method what was asked, `GET` for example
/// @param url where it was asked last, after redirects
record Head(String method, URI url, int status, HttpHeaders fields) {
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    String reason() {
        return Reasons.of(status);
    }

    boolean ok() {
        return status < 400;
    }

    /// The headers, several of one name joined by commas; names in any case, as requests and aiohttp have them.
    Map<String, String> headers() {
        Map<String, String> headers = anyCase(Map.of());
        fields.map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return Collections.unmodifiableMap(headers);
    }

    /// A copy whose names are found in any case.
    static Map<String, String> anyCase(Map<String, String> headers) {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }

    String contentType() {
        return fields.firstValue("content-type").orElse("no content type");
    }

    /// The charset the server names, else UTF-8; a charset that Java does not know counts as none.
    Charset charset() {
        Matcher named = CHARSET.matcher(contentType());
        if (!named.find()) return StandardCharsets.UTF_8;
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalArgumentException _) {
            return StandardCharsets.UTF_8;
        }
    }

    void raiseForStatus() {
        if (!ok()) throw new ClientResponseException(complaint(), this);
    }

    /// One sentence about an error status: what was asked, what came, what to do.
    String complaint() {
        return this + ": " + (status == 429 ? patience() : Reasons.advice(status));
    }

    private String patience() {
        var wait = fields.firstValue("retry-after")
                .map(after ->
                        after.chars().allMatch(Character::isDigit) ? "wait " + after + " s" : "wait until " + after)
                .orElse("wait a minute");
        return wait + " before you ask again, and ask for fewer at once (an AsyncSemaphore holds them back)";
    }

    @Override
    public String toString() {
        return method + " " + url + " answered " + status + " " + reason();
    }
}

package catnap.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Text to a URL that can be asked for, or a sentence why not.
final class Urls {
    private Urls() {}

    static URI parse(String text) {
        return checked(syntax(text.strip()), text);
    }

    /// The URL that `text` means when seen from `base`, as in a browser.
    static URI resolve(URI base, String text) {
        return checked(base.resolve(syntax(text.strip())), text);
    }

    static URI withParams(URI url, List<Map.Entry<String, String>> params) {
        if (params.isEmpty()) return url;
        var query = (url.getRawQuery() == null ? "" : url.getRawQuery() + "&") + encode(params);
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + "?" + query);
    }

    static String encode(List<Map.Entry<String, String>> pairs) {
        return pairs.stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI syntax(String text) {
        try {
            return URI.create(new URI(text).toASCIIString());
        } catch (URISyntaxException e) {
            throw new InvalidUrlException("URL \"" + text + "\" has a character that URLs have not, at place "
                    + (e.getIndex() + 1) + ": take it out, or write it as % and two digits (a space is %20)");
        }
    }

    private static URI checked(URI url, String text) {
        var scheme = url.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new InvalidUrlException("URL must begin with http:// or https://, was \"" + text + "\"");
        }
        if (url.getHost() == null) throw new InvalidUrlException("URL must name a host, was \"" + text + "\"");
        return url;
    }
}

package catnap.kernel.output;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.regex.Pattern;

/// Marked-up text as bundles.
final class Texts {
    // The rest of gson's message is for those who call it.
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private Texts() {}

    static MimeBundle html(String html) {
        return MimeBundle.of("text/html", html, Html.text(html));
    }

    static MimeBundle markdown(String markdown) {
        return MimeBundle.of("text/markdown", markdown, markdown);
    }

    /// A formula needs no dollar signs; where it has its own, or an environment, it is left as it is.
    static MimeBundle latex(String latex) {
        String bare = latex.strip();
        boolean marked =
                bare.startsWith("$") || bare.startsWith("\\[") || bare.startsWith("\\(") || bare.startsWith("\\begin");
        return MimeBundle.of("text/latex", marked ? bare : "$\\displaystyle " + bare + "$", bare);
    }

    /// A text is taken for JSON already; anything else is made into it.
    static MimeBundle json(Object value) {
        JsonElement tree = value instanceof CharSequence text ? parse(text.toString()) : JsonTree.of(value);
        var gson = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping();
        return MimeBundle.of("application/json", tree, gson.create().toJson(tree));
    }

    private static JsonElement parse(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            var place = PLACE.matcher(String.valueOf(e.getMessage()));
            throw new IllegalArgumentException("this text is not JSON" + (place.find() ? ": " + place.group() : ""));
        }
    }
}

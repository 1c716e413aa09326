package catnap.kernel.output;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;

/// Marked-up text as bundles.
final class Texts {
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

    /// A text is taken for JSON already; maps, lists and numbers are made into it.
    static MimeBundle json(Object value) {
        Object tree = value instanceof CharSequence text ? parse(text.toString()) : value;
        var gson = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping();
        String plain = gson.create().toJson(tree);
        return MimeBundle.of(
                "application/json", tree instanceof Map || tree instanceof Iterable ? tree : parse(plain), plain);
    }

    private static JsonElement parse(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("this text is not JSON: " + e.getMessage(), e);
        }
    }
}

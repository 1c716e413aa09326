package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/// What the kernel says of itself.
final class KernelInfo {
    private KernelInfo() {}

    static JsonObject content() {
        var content = Contents.ok();
        content.addProperty("protocol_version", Headers.PROTOCOL_VERSION);
        content.addProperty("implementation", "catnap");
        content.addProperty("implementation_version", version());
        content.add("language_info", language());
        content.addProperty(
                "banner", "Catnap " + version() + ": asyncio's model in Java " + System.getProperty("java.version"));
        content.add("help_links", helpLinks());
        content.addProperty("debugger", false);
        var features = new JsonArray();
        features.add("kernel subshells");
        content.add("supported_features", features);
        return content;
    }

    private static String version() {
        return Optional.ofNullable(KernelInfo.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    /// The MIME type is CodeMirror's own: with another, notebooks are not highlighted.
    private static JsonObject language() {
        var language = new JsonObject();
        language.addProperty("name", "java");
        language.addProperty("version", System.getProperty("java.version"));
        language.addProperty("mimetype", "text/x-java");
        language.addProperty("file_extension", ".java");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        language.addProperty("nbconvert_exporter", "script");
        return language;
    }

    private static JsonArray helpLinks() {
        var links = new JsonArray();
        links.add(link("Java 25: the API", "https://docs.oracle.com/en/java/javase/25/docs/api/"));
        links.add(link("asyncio in Python, the model", "https://docs.python.org/3/library/asyncio.html"));
        return links;
    }

    private static JsonObject link(String text, String url) {
        var link = new JsonObject();
        link.addProperty("text", text);
        link.addProperty("url", url);
        return link;
    }
}

package catnap.kernel.output;

import java.util.Map;

/// One value in every form a front end may choose from: MIME type to data, as Jupyter's `display_data` carries it.
///
/// @param data MIME type to content: a `String`, bytes, or for `application/json` any JSON-like value
/// @param metadata MIME type to hints such as width and height; mostly empty
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) implements Shown {
    public MimeBundle {
        data = Map.copyOf(data);
        metadata = Map.copyOf(metadata);
    }

    /// Itself: a bundle that a cell ends with is shown as it is.
    @Override
    public MimeBundle bundle() {
        return this;
    }

    /// A bundle of one form and its text.
    public static MimeBundle of(String type, Object data, String text) {
        return new MimeBundle(Map.of(type, data, "text/plain", text), Map.of());
    }

    /// A bundle of plain text alone.
    public static MimeBundle text(String text) {
        return new MimeBundle(Map.of("text/plain", text), Map.of());
    }
}

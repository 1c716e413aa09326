package catnap.kernel.output;

import catnap.kernel.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Shows pictures in the one way that survives an untrusted notebook, an export and a screen reader: an `img` with
/// the whole picture inside, and a drawing in characters beside it.
public final class PictureRenderer implements Renderer {
    @Override
    public Optional<MimeBundle> render(Object value) {
        return value instanceof Picture picture ? Optional.of(bundle(picture)) : Optional.empty();
    }

    /// The picture in both forms.
    public static MimeBundle bundle(Picture picture) {
        String data = Base64.getEncoder().encodeToString(picture.svg().getBytes(StandardCharsets.UTF_8));
        String html = "<img alt=\"" + Html.escape(picture.alt()) + "\" src=\"data:image/svg+xml;base64," + data + "\">";
        return new MimeBundle(Map.of("text/html", html, "text/plain", picture.text()), Map.of());
    }
}

package catnap.kernel.output;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Images as bundles: bitmaps as PNG, drawings as an HTML image that survives in notebooks that are not
/// trusted.
final class Images implements Renderer {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// Shows a bitmap that a cell ends with.
    @Override
    public Optional<MimeBundle> render(Object value) {
        // Asked by the module's name first: a cell's value of another kind must not load the classes of AWT.
        if (!"java.desktop".equals(value.getClass().getModule().getName())) return Optional.empty();
        return value instanceof BufferedImage image ? Optional.of(bundle(image)) : Optional.empty();
    }

    static MimeBundle bundle(RenderedImage image) {
        return png(bytes(image));
    }

    /// The same with words that say what is to be seen.
    static MimeBundle bundle(RenderedImage image, String text) {
        int width = image.getWidth();
        int height = image.getHeight();
        var bitmap = bundle(bytes(image), text, Map.of("width", width, "height", height, "alt", text));
        // JupyterLab gives a PNG no words; an HTML image has them everywhere, and a PDF is made of the PNG.
        var data = new LinkedHashMap<>(bitmap.data());
        data.put("text/html", tag(text, "image/png", String.valueOf(data.get("image/png"))));
        return new MimeBundle(data, bitmap.metadata());
    }

    private static byte[] bytes(RenderedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            // Without a cache file: the folder for it may be read-only.
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "png", bytes)) throw new IllegalArgumentException("no PNG can hold " + image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static MimeBundle png(byte[] bytes) {
        if (bytes.length < 24 || !Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length)) {
            throw new IllegalArgumentException("these %d bytes are no PNG image".formatted(bytes.length));
        }
        // IHDR comes first, by the standard: width and height at fixed places.
        var header = ByteBuffer.wrap(bytes);
        int width = header.getInt(16);
        int height = header.getInt(20);
        return bundle(bytes, "<image %d×%d>".formatted(width, height), Map.of("width", width, "height", height));
    }

    private static MimeBundle bundle(byte[] png, String text, Map<String, Object> hints) {
        return new MimeBundle(
                Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", text),
                Map.of("image/png", hints));
    }

    static MimeBundle svg(String svg, String text) {
        if (!svg.contains("<svg")) throw new IllegalArgumentException("this text is no SVG image: it has no <svg …>");
        String named =
                svg.contains("xmlns") ? svg : svg.replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"");
        String data = Base64.getEncoder().encodeToString(named.getBytes(StandardCharsets.UTF_8));
        return MimeBundle.of("text/html", tag(text, "image/svg+xml", data), text);
    }

    private static String tag(String text, String type, String base64) {
        return "<img alt=\"" + Html.escape(text) + "\" src=\"data:" + type + ";base64," + base64 + "\">";
    }
}

package catnap.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// The bytes of a body so far.
final class BodyBuffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(List<ByteBuffer> pieces) {
        for (var piece : pieces) {
            var copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}

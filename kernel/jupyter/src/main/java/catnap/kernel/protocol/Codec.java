package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Turns messages into the frames of one ZeroMQ message and back: signed, checked, and whole or not at all.
///
///     identity… | <IDS|MSG> | signature | header | parent header | metadata | content | buffer…
final class Codec {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNED_PARTS = 4;

    // jupyter_client does the same: a signature seen twice is a replayed message.
    private static final int REMEMBERED_SIGNATURES = 1 << 14;

    /// A parent header and its text. All that a cell publishes has the same one.
    private static final class Written {
        private final JsonObject parent;
        private final byte[] text;

        Written(JsonObject parent) {
            this.parent = parent;
            this.text = Json.bytes(parent);
        }
    }

    private final Signer signer;
    private volatile Written latest = new Written(new JsonObject()); // any thread
    private final SequencedSet<String> seen = new LinkedHashSet<>(); // I/O thread only

    Codec(Signer signer) {
        this.signer = signer;
    }

    /// Reads one whole ZeroMQ message. I/O thread only.
    ///
    /// @throws MalformedMessage for anything that a Jupyter front end holding our key would not send
    Message decode(List<byte[]> frames) throws MalformedMessage {
        int delimiter = delimiter(frames);
        int parts = frames.size() - delimiter - 2;
        if (parts < SIGNED_PARTS) {
            throw new MalformedMessage("expected a signature and 4 parts after the delimiter, found " + (parts + 1));
        }
        var signature = frames.get(delimiter + 1);
        var body = frames.subList(delimiter + 2, frames.size());
        if (signer.signs()) {
            verify(signature, body.subList(0, SIGNED_PARTS));
        }
        return new Message(
                List.copyOf(frames.subList(0, delimiter)),
                header(body.get(0)),
                Json.parseObject("parent_header", body.get(1)),
                Json.parseObject("metadata", body.get(2)),
                Json.parseObject("content", body.get(3)),
                List.copyOf(body.subList(SIGNED_PARTS, body.size())));
    }

    private static int delimiter(List<byte[]> frames) throws MalformedMessage {
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.equals(DELIMITER, frames.get(i))) {
                return i;
            }
        }
        throw new MalformedMessage("no <IDS|MSG> delimiter");
    }

    private void verify(byte[] signature, List<byte[]> parts) throws MalformedMessage {
        var expected = signer.sign(parts.toArray(byte[][]::new));
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), signature)) {
            throw new MalformedMessage("bad signature");
        }
        if (!seen.add(expected)) {
            throw new MalformedMessage("a signature seen before");
        }
        if (seen.size() > REMEMBERED_SIGNATURES) {
            seen.removeFirst();
        }
    }

    private static JsonObject header(byte[] json) throws MalformedMessage {
        var header = Json.parseObject("header", json);
        Fields.text(header, "msg_id");
        Fields.text(header, "msg_type");
        return header;
    }

    /// Writes and signs one message. Any thread.
    List<byte[]> encode(Message message) {
        byte[][] parts = {
            Json.bytes(message.header()),
            parent(message.parent()),
            Json.bytes(message.metadata()),
            Json.bytes(message.content())
        };
        var frames = new ArrayList<byte[]>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(parts).getBytes(StandardCharsets.US_ASCII));
        frames.addAll(Arrays.asList(parts));
        frames.addAll(message.buffers());
        return frames;
    }

    @SuppressWarnings("ReferenceEquality") // this very object; nobody changes a header that has come
    private byte[] parent(JsonObject parent) {
        Written known = latest;
        if (known.parent != parent) latest = known = new Written(parent);
        return known.text;
    }
}

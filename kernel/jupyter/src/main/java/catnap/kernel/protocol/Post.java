package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes the kernel's own messages: builds the header, signs, and queues them for the I/O thread. Any thread; never
/// waits.
final class Post {
    private final Headers headers = new Headers();
    private final Codec codec;
    private final IoLoop io;

    Post(Codec codec, IoLoop io) {
        this.codec = codec;
        this.io = io;
    }

    void reply(Request request, JsonObject content) {
        reply(request, new JsonObject(), content);
    }

    void reply(Request request, JsonObject metadata, JsonObject content) {
        send(request.channel(), request, request.replyType(), metadata, content);
    }

    /// Asks the front end that sent the request.
    ///
    /// @return the id of the question
    String ask(Request request, JsonObject content) {
        return send(Channel.STDIN, request, "input_request", new JsonObject(), content);
    }

    private String send(Channel channel, Request request, String type, JsonObject metadata, JsonObject content) {
        var header = headers.next(type);
        var identities = request.message().identities();
        var message = new Message(identities, header, request.header(), metadata, content, List.of());
        io.send(channel, codec.encode(message));
        return message.id();
    }

    /// The message that tells a reader that its subscription has come, and that it will miss nothing from now on
    /// (JEP 65). All readers of that topic get it.
    List<byte[]> welcome(byte[] topic) {
        var content = new JsonObject();
        content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
        var header = headers.next("iopub_welcome");
        var message = new Message(List.of(topic), header, new JsonObject(), new JsonObject(), content, List.of());
        return codec.encode(message);
    }

    /// Publishes to every front end; the parent says below which cell it appears.
    void publish(JsonObject parent, String type, JsonObject content) {
        var topic = List.of(type.getBytes(StandardCharsets.US_ASCII));
        var message = new Message(topic, headers.next(type), parent, new JsonObject(), content, List.of());
        io.send(Channel.IOPUB, codec.encode(message));
    }
}

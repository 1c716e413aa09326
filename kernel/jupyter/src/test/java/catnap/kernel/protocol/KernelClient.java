package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// A Jupyter front end for tests: real sockets, its own signatures, and a deadline for every wait. One thread.
public final class KernelClient implements AutoCloseable {
    /// Only reached when something is broken; a loaded machine needs seconds.
    static final int DEADLINE_MILLIS = 60_000;

    static final String DELIMITER = "<IDS|MSG>";

    /// A message as the client sees it.
    public record Received(JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content) {
        public String type() {
            return header.get("msg_type").getAsString();
        }

        public String text(String member) {
            return content.get(member).getAsString();
        }

        public boolean answers(String requestId) {
            return parent.has("msg_id") && parent.get("msg_id").getAsString().equals(requestId);
        }

        boolean isStatus(String state) {
            return type().equals("status") && text("execution_state").equals(state);
        }
    }

    /// A reply with everything that was published for the request, in order and without the statuses.
    public record Answer(Received reply, List<Received> published) {
        public JsonObject content() {
            return reply.content();
        }

        public String status() {
            return reply.text("status");
        }

        public List<Received> published(String type) {
            return published.stream().filter(m -> m.type().equals(type)).toList();
        }

        /// What was printed to one stream.
        public String printed(String stream) {
            var text = new StringBuilder();
            for (var message : published("stream")) {
                if (message.text("name").equals(stream)) {
                    text.append(message.text("text"));
                }
            }
            return text.toString();
        }

        /// The plain text of the cell's result.
        public String result() {
            var results = published("execute_result");
            assertThat(results)
                    .as("results among %s, reply %s", publishedTypes(), content())
                    .hasSize(1);
            return results.getFirst()
                    .content()
                    .getAsJsonObject("data")
                    .get("text/plain")
                    .getAsString();
        }

        public List<String> publishedTypes() {
            return published.stream().map(Received::type).toList();
        }
    }

    private final ZContext context = new ZContext();
    private final String session = UUID.randomUUID().toString();
    private final String key;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket stdin;
    private final ZMQ.Socket heartbeat;
    private final ZMQ.Socket iopub;
    private final List<Received> unclaimed = new ArrayList<>();

    /// Connects and waits until the kernel answers and its publications arrive here.
    public static KernelClient connect(TestConnection connection) {
        return connect(connection, 0);
    }

    /// @param readAhead how many publications are taken from the network before they are asked for; 0 for all
    static KernelClient connect(TestConnection connection, int readAhead) {
        var client = new KernelClient(connection, readAhead);
        client.awaitReady();
        return client;
    }

    private KernelClient(TestConnection connection, int readAhead) {
        key = connection.key();
        shell = socket(SocketType.DEALER, connection.shell(), 0);
        control = socket(SocketType.DEALER, connection.control(), 0);
        stdin = socket(SocketType.DEALER, connection.stdin(), 0);
        heartbeat = socket(SocketType.REQ, connection.heartbeat(), 0);
        iopub = socket(SocketType.SUB, connection.iopub(), readAhead);
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
    }

    private ZMQ.Socket socket(SocketType type, int port, int readAhead) {
        var socket = context.createSocket(type);
        socket.setIdentity(session.getBytes(StandardCharsets.US_ASCII));
        socket.setLinger(0);
        socket.setRcvHWM(readAhead);
        socket.setReceiveTimeOut(DEADLINE_MILLIS);
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    /// A subscription takes a moment to reach the kernel: asks until a status comes back.
    private void awaitReady() {
        iopub.setReceiveTimeOut(200);
        Received status = null;
        for (int tries = 0; status == null && tries < DEADLINE_MILLIS / 200; tries++) {
            var id = send(Channel.SHELL, "kernel_info_request", new JsonObject());
            replyTo(Channel.SHELL, id);
            status = receive(iopub);
        }
        assertThat(status).as("a status from the kernel").isNotNull();
        iopub.setReceiveTimeOut(DEADLINE_MILLIS);
        var last = send(Channel.SHELL, "kernel_info_request", new JsonObject());
        replyTo(Channel.SHELL, last);
        awaitIdle(last);
        unclaimed.clear();
    }

    /// Sends a signed message.
    ///
    /// @return its id
    public String send(Channel channel, String type, JsonObject content) {
        var header = header(type);
        sendFrames(channel, signed(header, new JsonObject(), content));
        return header.get("msg_id").getAsString();
    }

    /// Sends a signed message that its header addresses to a subshell.
    String sendTo(String subshell, String type, JsonObject content) {
        var header = header(type);
        header.addProperty("subshell_id", subshell);
        sendFrames(Channel.SHELL, signed(header, new JsonObject(), content));
        return header.get("msg_id").getAsString();
    }

    JsonObject header(String type) {
        var header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("session", session);
        header.addProperty("username", "tester");
        header.addProperty("date", "2026-01-01T00:00:00.000000Z");
        header.addProperty("msg_type", type);
        header.addProperty("version", "5.3");
        return header;
    }

    /// The frames of a message, as they follow the identities.
    List<byte[]> signed(JsonObject header, JsonObject parent, JsonObject content) {
        return signed(List.of(header.toString(), parent.toString(), "{}", content.toString()));
    }

    List<byte[]> signed(List<String> parts) {
        var frames = new ArrayList<byte[]>();
        frames.add(DELIMITER.getBytes(StandardCharsets.UTF_8));
        frames.add(signature(parts).getBytes(StandardCharsets.UTF_8));
        parts.forEach(part -> frames.add(part.getBytes(StandardCharsets.UTF_8)));
        return frames;
    }

    private String signature(List<String> parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends frames as they are, right or wrong.
    void sendFrames(Channel channel, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket(channel).send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private ZMQ.Socket socket(Channel channel) {
        return switch (channel) {
            case SHELL -> shell;
            case CONTROL -> control;
            case STDIN -> stdin;
            case IOPUB -> iopub;
        };
    }

    /// Waits for the next message of a channel.
    public Received next(Channel channel) {
        var message = receive(socket(channel));
        assertThat(message).as("a message on " + channel).isNotNull();
        return Objects.requireNonNull(message);
    }

    /// Waits for the reply to a request, which must be the channel's next message.
    public Received replyTo(Channel channel, String requestId) {
        var reply = next(channel);
        assertThat(reply.answers(requestId))
                .as("%s answers %s", reply, requestId)
                .isTrue();
        return reply;
    }

    /// Waits until the kernel is idle after a request.
    ///
    /// @return what was published for it, from *busy* to *idle* and without these
    public List<Received> awaitIdle(String requestId) {
        awaitPublished(m -> m.answers(requestId) && m.isStatus("idle"));
        var published = claim(m -> m.answers(requestId));
        assertThat(published.getFirst().isStatus("busy")).as("busy comes first").isTrue();
        return published.stream().filter(m -> !m.type().equals("status")).toList();
    }

    /// Waits until a message is published; keeps what comes before it.
    public Received awaitPublished(Predicate<Received> wanted) {
        var seen = unclaimed.stream().filter(wanted).findFirst();
        if (seen.isPresent()) {
            return seen.get();
        }
        while (true) {
            var message = next(Channel.IOPUB);
            unclaimed.add(message);
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /// Takes what has been published and seen.
    public List<Received> claim(Predicate<Received> wanted) {
        var claimed = unclaimed.stream().filter(wanted).toList();
        unclaimed.removeIf(wanted);
        return claimed;
    }

    /// Sends a request and waits for its reply and its idle.
    public Answer ask(Channel channel, String type, JsonObject content) {
        return answerTo(channel, send(channel, type, content));
    }

    public Answer answerTo(Channel channel, String requestId) {
        var reply = replyTo(channel, requestId);
        return new Answer(reply, awaitIdle(requestId));
    }

    public Answer execute(String code) {
        return ask(Channel.SHELL, "execute_request", cell(code));
    }

    /// Executes a cell that is to come to its end.
    public Answer executeWell(String code) {
        var answer = execute(code);
        assertThat(answer.status()).as("%s", answer.content()).isEqualTo("ok");
        return answer;
    }

    public static JsonObject cell(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.add("user_expressions", new JsonObject());
        content.addProperty("allow_stdin", true);
        content.addProperty("stop_on_error", true);
        return content;
    }

    /// Answers an `input_request`.
    public void answer(Received question, String line) {
        var content = new JsonObject();
        content.addProperty("value", line);
        sendFrames(Channel.STDIN, signed(header("input_reply"), question.header(), content));
    }

    String heartbeat(String beat) {
        heartbeat.send(beat);
        return String.valueOf(heartbeat.recvStr());
    }

    private static @Nullable Received receive(ZMQ.Socket socket) {
        var frames = new ArrayList<String>();
        do {
            var frame = socket.recv();
            if (frame == null) {
                return null;
            }
            frames.add(new String(frame, StandardCharsets.UTF_8));
        } while (socket.hasReceiveMore());
        int start = frames.indexOf(DELIMITER) + 2;
        return new Received(
                json(frames, start), json(frames, start + 1), json(frames, start + 2), json(frames, start + 3));
    }

    private static JsonObject json(List<String> frames, int index) {
        return JsonParser.parseString(frames.get(index)).getAsJsonObject();
    }

    @Override
    public void close() {
        context.close();
    }
}

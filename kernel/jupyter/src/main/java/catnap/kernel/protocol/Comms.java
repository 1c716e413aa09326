package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The comms that are open, and the targets that may be opened.
public final class Comms {
    private final Map<String, CommTarget> targets = new ConcurrentHashMap<>();
    private final Map<String, Line> open = new ConcurrentHashMap<>();
    private final Post post;
    private final KernelLog log;

    private final class Line implements Comm {
        private final String id;
        private final String target;
        private final JsonObject parent;
        private volatile CommTarget.@Nullable Listener listener;

        Line(String id, String target, JsonObject parent) {
            this.id = id;
            this.target = target;
            this.parent = parent;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public void send(JsonObject data) {
            publish(parent, "comm_msg", id, data);
        }

        @Override
        public void close(JsonObject data) {
            if (open.remove(id) != null) {
                publish(parent, "comm_close", id, data);
            }
        }
    }

    Comms(Post post, KernelLog log) {
        this.post = post;
        this.log = log;
    }

    /// Lets front ends open comms under this name.
    public void register(String target, CommTarget answer) {
        targets.put(target, answer);
    }

    void opened(Request request) throws MalformedMessage {
        var id = Fields.text(request.content(), "comm_id");
        var name = Fields.text(request.content(), "target_name");
        var data = Fields.object(request.content(), "data");
        var target = targets.get(name);
        if (target == null) {
            publish(request.header(), "comm_close", id, new JsonObject());
            return;
        }
        var line = new Line(id, name, request.header());
        open.put(id, line);
        try {
            line.listener = target.open(line, data);
        } catch (RuntimeException e) {
            log.failed("opening the comm " + name, e);
            line.close(new JsonObject());
        }
    }

    void message(Request request) throws MalformedMessage {
        var id = Fields.text(request.content(), "comm_id");
        var data = Fields.object(request.content(), "data");
        var line = open.get(id);
        if (line != null && line.listener != null) {
            line.listener.message(data);
        } else {
            log.dropped(request.channel(), "a comm_msg for no open comm");
        }
    }

    void closed(Request request) throws MalformedMessage {
        var id = Fields.text(request.content(), "comm_id");
        var data = Fields.object(request.content(), "data");
        var line = open.remove(id);
        if (line != null && line.listener != null) {
            line.listener.closed(data);
        }
    }

    /// The content of the reply to a `comm_info_request`: all open comms, or those of one target.
    JsonObject info(JsonObject request) throws MalformedMessage {
        var wanted = Fields.optionalText(request, "target_name").filter(name -> !name.isEmpty());
        var comms = new JsonObject();
        open.values().stream()
                .filter(line -> wanted.isEmpty() || wanted.get().equals(line.target()))
                .forEach(line -> {
                    var info = new JsonObject();
                    info.addProperty("target_name", line.target());
                    comms.add(line.id(), info);
                });
        var content = Contents.ok();
        content.add("comms", comms);
        return content;
    }

    private void publish(JsonObject parent, String type, String id, JsonObject data) {
        var content = new JsonObject();
        content.addProperty("comm_id", id);
        content.add("data", data);
        post.publish(parent, type, content);
    }
}

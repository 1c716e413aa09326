package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/// Publishes *busy* before and *idle* after each request, with that request as the parent. Any thread.
///
/// Other requests are answered while a cell runs, and a front end shows the last status it has seen: after such an
/// answer's *idle* the cell's *busy* is said again, or JupyterLab would show a computing kernel as idle.
final class Statuses {
    private final Post post;
    private @Nullable Request cell; // guarded by this

    Statuses(Post post) {
        this.post = post;
    }

    void starting() {
        publish(new JsonObject(), "starting");
    }

    void busy(Request request) {
        publish(request.header(), "busy");
    }

    synchronized void idle(Request request) {
        publish(request.header(), "idle");
        if (cell != null) {
            busy(cell);
        }
    }

    synchronized void cellBegins(Request request) {
        cell = request;
        busy(request);
    }

    synchronized void cellEnds(Request request) {
        cell = null;
        idle(request);
    }

    private void publish(JsonObject parent, String state) {
        var content = new JsonObject();
        content.addProperty("execution_state", state);
        post.publish(parent, "status", content);
    }
}

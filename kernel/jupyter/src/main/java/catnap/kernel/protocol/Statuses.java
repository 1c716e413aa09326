package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// Publishes *busy* before and *idle* after each request, with that request as the parent. Any thread.
///
/// Other requests are answered while a cell runs, and a front end shows the last status it has seen: after such an
/// answer's *idle* the cell's *busy* is said again, or JupyterLab would show a computing kernel as idle.
final class Statuses {
    private final Post post;
    private final List<Request> cells = new ArrayList<>(); // guarded by this; one for each shell at most

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
        if (!cells.isEmpty()) {
            busy(cells.getFirst());
        }
    }

    synchronized void cellBegins(Request request) {
        cells.add(request);
        busy(request);
    }

    @SuppressWarnings("ReferenceEquality") // to compare what is in them takes longer than to send this status
    synchronized void cellEnds(Request request) {
        cells.removeIf(each -> each == request);
        idle(request);
    }

    private void publish(JsonObject parent, String state) {
        var content = new JsonObject();
        content.addProperty("execution_state", state);
        post.publish(parent, "status", content);
    }
}

package catnap.kernel.protocol;

import catnap.kernel.session.CellOutcome.Failed;
import catnap.kernel.session.Completeness;
import catnap.kernel.session.Completions;
import catnap.kernel.session.Session;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/// The replies about code that is not run: completions, tooltips, whether an input is complete. On the answers thread,
/// also while a cell runs.
final class Answers {
    private final Session session;

    Answers(Session session) {
        this.session = session;
    }

    JsonObject complete(JsonObject request) throws MalformedMessage {
        var code = Fields.text(request, "code");
        var found = session.complete(code, cursor(request, code));
        var matches = new JsonArray();
        var types = new JsonArray();
        int start = CodePoints.toCodePoints(code, found.start());
        int end = CodePoints.toCodePoints(code, found.end());
        for (var match : found.matches()) {
            matches.add(match.text());
            types.add(type(match, start, end));
        }
        var metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        var content = Contents.ok();
        content.add("matches", matches);
        content.addProperty("cursor_start", start);
        content.addProperty("cursor_end", end);
        content.add("metadata", metadata);
        return content;
    }

    private static JsonObject type(Completions.Match match, int start, int end) {
        var type = new JsonObject();
        type.addProperty("start", start);
        type.addProperty("end", end);
        type.addProperty("text", match.text());
        type.addProperty("type", match.type());
        type.addProperty("signature", match.signature());
        return type;
    }

    JsonObject inspect(JsonObject request) throws MalformedMessage {
        var code = Fields.text(request, "code");
        int detail = Fields.integer(request, "detail_level", 0);
        var found = session.inspect(code, cursor(request, code), detail);
        var content = Contents.ok();
        content.addProperty("found", found.isPresent());
        content.add("data", new JsonObject());
        content.add("metadata", new JsonObject());
        found.ifPresent(bundle -> Contents.addBundle(content, bundle));
        return content;
    }

    JsonObject isComplete(JsonObject request) throws MalformedMessage {
        var completeness = session.isComplete(Fields.text(request, "code"));
        var status = completeness.status();
        var content = new JsonObject();
        content.addProperty("status", status.name().toLowerCase(Locale.ROOT));
        if (status == Completeness.Status.INCOMPLETE) {
            content.addProperty("indent", completeness.indent());
        }
        return content;
    }

    /// The reply where the session has failed: the kernel goes on.
    static JsonObject failure(Throwable e) {
        return Contents.errorReply(new Failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of()));
    }

    /// The cursor in chars; jupyter_client leaves it out where it is the end of the code.
    private static int cursor(JsonObject request, String code) throws MalformedMessage {
        return CodePoints.toChars(code, Fields.integer(request, "cursor_pos", Integer.MAX_VALUE));
    }
}

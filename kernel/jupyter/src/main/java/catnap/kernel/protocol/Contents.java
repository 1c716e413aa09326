package catnap.kernel.protocol;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.session.CellOutcome;
import com.google.gson.JsonObject;

/// The contents that several messages share.
final class Contents {
    private Contents() {}

    static JsonObject ok() {
        var content = new JsonObject();
        content.addProperty("status", "ok");
        return content;
    }

    static JsonObject aborted() {
        var content = new JsonObject();
        content.addProperty("status", "aborted");
        return content;
    }

    /// `ename`, `evalue` and `traceback`, as an `error` message has them.
    static JsonObject error(CellOutcome.Failed failure) {
        var content = new JsonObject();
        content.addProperty("ename", failure.name());
        content.addProperty("evalue", failure.message());
        content.add("traceback", Json.array(failure.traceback()));
        return content;
    }

    /// The same with a status, as replies have it.
    static JsonObject errorReply(CellOutcome.Failed failure) {
        var content = error(failure);
        content.addProperty("status", "error");
        return content;
    }

    static JsonObject bundle(MimeBundle bundle) {
        return addBundle(new JsonObject(), bundle);
    }

    static JsonObject addBundle(JsonObject content, MimeBundle bundle) {
        content.add("data", Json.tree(bundle.data()));
        content.add("metadata", Json.tree(bundle.metadata()));
        return content;
    }
}

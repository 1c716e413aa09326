package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/// A cell that was run with `store_history`.
///
/// @param session which kernel's life it belongs to: they are numbered from 1
/// @param output the result as plain text, null if there was none
record HistoryEntry(
        int session, int number, String source, @Nullable String output) {

    static HistoryEntry read(JsonObject line) throws MalformedMessage {
        return new HistoryEntry(
                Fields.integer(line, "session", 0),
                Fields.integer(line, "number", 0),
                Fields.text(line, "source"),
                Fields.optionalText(line, "output").orElse(null));
    }

    /// As a line of the file.
    JsonObject line() {
        var line = new JsonObject();
        line.addProperty("session", session);
        line.addProperty("number", number);
        line.addProperty("source", source);
        line.addProperty("output", output);
        return line;
    }

    /// As an item of a `history_reply`.
    JsonArray item(boolean withOutput) {
        var item = new JsonArray();
        item.add(session);
        item.add(number);
        if (withOutput) {
            var both = new JsonArray();
            both.add(source);
            both.add(output);
            item.add(both);
        } else {
            item.add(source);
        }
        return item;
    }
}

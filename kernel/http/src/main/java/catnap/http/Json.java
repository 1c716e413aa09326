package catnap.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/// JSON to and from the bodies of requests and answers, strictly by RFC 8259.
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .setStrictness(Strictness.STRICT)
            .create();
    private static final int SHOWN_CHARS = 60;

    private Json() {}

    static String write(Object value) {
        return GSON.toJson(value);
    }

    /// Reads the body whatever the status: errors have JSON bodies too.
    static JsonElement element(Head head, String body) {
        var reader = new JsonReader(new StringReader(body));
        reader.setStrictness(Strictness.STRICT);
        try {
            if (body.isBlank()) throw new JsonDecodeException(notJson(head, body), head);
            var element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) throw new JsonDecodeException(notJson(head, body), head);
            return element;
        } catch (JsonParseException | IOException _) {
            // Without its cause: what gson advises there is for those who call gson.
            throw new JsonDecodeException(notJson(head, body), head);
        }
    }

    /// Reads the body of a good answer as an object; see decision 043 for why an error status is refused.
    static JsonObject object(Head head, String body) {
        refuseErrors(head);
        var element = element(head, body);
        if (element.isJsonObject()) return element.getAsJsonObject();
        var kind = element.isJsonArray() ? "an array" : element.isJsonNull() ? "null" : "a single value";
        throw new JsonDecodeException(
                head + " with JSON that is " + kind + ", not an object: use jsonElement() or json(SomeClass[].class)",
                head);
    }

    /// Reads the body of a good answer as a Java value.
    static <T> T value(Head head, String body, Class<T> type) {
        refuseErrors(head);
        try {
            return GSON.fromJson(element(head, body), type);
        } catch (JsonParseException e) {
            throw new JsonDecodeException(
                    head + " with JSON that does not fit " + type.getSimpleName() + ": it begins " + beginning(body),
                    head,
                    e);
        }
    }

    private static void refuseErrors(Head head) {
        if (head.ok()) return;
        throw new ClientResponseException(
                head.complaint() + "; text() and jsonElement() read the error's own body", head);
    }

    private static String notJson(Head head, String body) {
        if (body.isEmpty()) return head + " without a body, expected JSON: check the URL";
        return head + " with a body that is not JSON (" + head.contentType() + "): it begins " + beginning(body)
                + "; use text() to read it";
    }

    private static String beginning(String body) {
        var line = body.strip().replaceAll("\\s+", " ");
        return '"' + (line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…") + '"';
    }
}

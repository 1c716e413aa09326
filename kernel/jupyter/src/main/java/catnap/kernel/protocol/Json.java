package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON trees to bytes and back. Reads strictly, and uses no reflection: a tree is all that gson is asked for.
final class Json {
    private Json() {}

    static JsonObject parseObject(String what, byte[] utf8) throws MalformedMessage {
        try (var reader = new JsonReader(new StringReader(decode(utf8)))) {
            reader.setStrictness(Strictness.STRICT);
            var element = JsonParser.parseReader(reader);
            // The parser stops after one value; a strict reader refuses to look at a second.
            if (reader.peek() != JsonToken.END_DOCUMENT || !element.isJsonObject()) {
                throw new MalformedMessage(what + " is not a JSON object");
            }
            return element.getAsJsonObject();
        } catch (IOException | JsonParseException e) {
            throw new MalformedMessage(what + " is not valid JSON in UTF-8");
        }
    }

    private static String decode(byte[] utf8) throws IOException {
        // Not new String(): that would turn broken bytes into question marks and accept them.
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    static byte[] bytes(JsonObject object) {
        if (object.isEmpty()) return new byte[] {'{', '}'}; // as the metadata of nearly every message
        var text = new StringWriter(256);
        try (var writer = new JsonWriter(text)) {
            writer.setStrictness(Strictness.LENIENT);
            write(writer, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonWriter writer, JsonElement element) throws IOException {
        switch (element) {
            case JsonObject object -> {
                writer.beginObject();
                for (var member : object.entrySet()) {
                    writer.name(member.getKey());
                    write(writer, member.getValue());
                }
                writer.endObject();
            }
            case JsonArray array -> {
                writer.beginArray();
                for (var item : array) {
                    write(writer, item);
                }
                writer.endArray();
            }
            case JsonPrimitive value when value.isString() -> writer.value(value.getAsString());
            case JsonPrimitive value when value.isBoolean() -> writer.value(value.getAsBoolean());
            case JsonPrimitive value -> writer.value(value.getAsNumber());
            default -> writer.nullValue();
        }
    }

    /// The tree of a plain Java value: maps, iterables, numbers, booleans, null; bytes as Base64;
    /// anything else as its text.
    static JsonElement tree(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement element -> element;
            case Map<?, ?> map -> {
                var object = new JsonObject();
                map.forEach((key, member) -> object.add(String.valueOf(key), tree(member)));
                yield object;
            }
            case Iterable<?> items -> {
                var array = new JsonArray();
                items.forEach(item -> array.add(tree(item)));
                yield array;
            }
            case byte[] bytes -> new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
            case Boolean truth -> new JsonPrimitive(truth);
            // JSON has no word for these, and a browser refuses Python's.
            case Double number when !Double.isFinite(number) -> JsonNull.INSTANCE;
            case Float number when !Float.isFinite(number) -> JsonNull.INSTANCE;
            case Number number -> new JsonPrimitive(number);
            default -> new JsonPrimitive(String.valueOf(value));
        };
    }

    static JsonArray array(Iterable<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}

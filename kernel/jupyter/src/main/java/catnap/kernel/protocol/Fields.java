package catnap.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the members of a message's parts by name. A member of the wrong type makes the message malformed;
/// one that is absent or null takes the default of the protocol.
final class Fields {
    private Fields() {}

    static String text(JsonObject object, String name) throws MalformedMessage {
        return optionalText(object, name).orElseThrow(() -> new MalformedMessage(name + " is missing"));
    }

    static Optional<String> optionalText(JsonObject object, String name) throws MalformedMessage {
        return primitive(object, name, JsonPrimitive::isString, "a string").map(JsonElement::getAsString);
    }

    static boolean flag(JsonObject object, String name, boolean absent) throws MalformedMessage {
        return primitive(object, name, JsonPrimitive::isBoolean, "true or false")
                .map(JsonElement::getAsBoolean)
                .orElse(absent);
    }

    static int integer(JsonObject object, String name, int absent) throws MalformedMessage {
        return primitive(object, name, Fields::isInteger, "an integer")
                .map(JsonElement::getAsInt)
                .orElse(absent);
    }

    static JsonObject object(JsonObject object, String name) throws MalformedMessage {
        var member = object.get(name);
        if (member == null || member.isJsonNull()) {
            return new JsonObject();
        }
        if (!member.isJsonObject()) {
            throw new MalformedMessage(name + " is not an object");
        }
        return member.getAsJsonObject();
    }

    private static Optional<JsonPrimitive> primitive(
            JsonObject object, String name, Predicate<JsonPrimitive> type, String expected) throws MalformedMessage {
        var member = object.get(name);
        if (member == null || member.isJsonNull()) {
            return Optional.empty();
        }
        if (member instanceof JsonPrimitive value && type.test(value)) {
            return Optional.of(value);
        }
        throw new MalformedMessage(name + " is not " + expected);
    }

    private static boolean isInteger(JsonPrimitive value) {
        return value.isNumber() && value.getAsDouble() == value.getAsNumber().intValue();
    }
}

package catnap.kernel.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of a value, as a learner would write it: maps and objects in braces, lists and arrays in brackets, and
/// the JDK's own types, such as dates, as their text.
final class JsonTree {
    private static final int DEEPEST = 100;

    private JsonTree() {}

    static JsonElement of(@Nullable Object value) {
        return of(value, 0);
    }

    private static JsonElement of(@Nullable Object value, int depth) {
        if (depth > DEEPEST)
            throw new IllegalArgumentException(
                    "JSON goes no deeper than " + DEEPEST + " levels here: does something hold itself?");
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement element -> element;
            case Boolean truth -> new JsonPrimitive(truth);
            case Number number -> new JsonPrimitive(finite(number));
            case Optional<?> optional -> of(optional.orElse(null), depth);
            case Map<?, ?> map -> {
                var object = new JsonObject();
                map.forEach((key, member) -> object.add(String.valueOf(key), of(member, depth + 1)));
                yield object;
            }
            case Iterable<?> items
            when !isPlain(items) -> {
                var array = new JsonArray();
                items.forEach(item -> array.add(of(item, depth + 1)));
                yield array;
            }
            default ->
                value.getClass().isArray()
                        ? array(value, depth)
                        : isPlain(value) ? new JsonPrimitive(value.toString()) : object(value, depth);
        };
    }

    private static Number finite(Number number) {
        if (!Double.isFinite(number.doubleValue()) && (number instanceof Double || number instanceof Float)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        return number;
    }

    /// Whether a text is all there is to say of it: so of what is the JDK's own, but for its collections.
    private static boolean isPlain(Object value) {
        return value instanceof Enum || (value.getClass().getModule().isNamed() && !(value instanceof Collection));
    }

    private static JsonArray array(Object array, int depth) {
        var items = new JsonArray();
        for (int i = 0; i < Array.getLength(array); i++) items.add(of(Array.get(array, i), depth + 1));
        return items;
    }

    /// A learner's object: its fields, those of the classes above it first.
    private static JsonObject object(Object value, int depth) {
        var object = new JsonObject();
        addFields(object, value, value.getClass(), depth);
        return object;
    }

    private static void addFields(JsonObject object, Object value, @Nullable Class<?> type, int depth) {
        if (type == null || type.getModule().isNamed()) return;
        addFields(object, value, type.getSuperclass(), depth);
        for (Field field : type.getDeclaredFields()) {
            var flags = field.accessFlags();
            if (flags.contains(AccessFlag.STATIC) || flags.contains(AccessFlag.TRANSIENT) || field.isSynthetic()) {
                continue;
            }
            try {
                field.setAccessible(true);
                object.add(field.getName(), of(field.get(value), depth + 1));
            } catch (IllegalAccessException hidden) {
                throw new IllegalArgumentException("cannot read " + field.getName(), hidden);
            }
        }
    }
}

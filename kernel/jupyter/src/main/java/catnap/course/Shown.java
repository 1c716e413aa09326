package catnap.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Values as a learner compares them: whether two are the same, and how each is written down.
final class Shown {
    private static final int MOST_CHARACTERS = 300;

    private Shown() {}

    /// Equal, where an `int` may equal a `long`, and an array or list another with the same elements.
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) return false;
            var others = right.iterator();
            return left.stream().allMatch(element -> same(element, others.next()));
        }
        return Objects.deepEquals(plain(a), plain(b));
    }

    /// The value as text: strings in quotes, arrays with their elements, and not more than fits on a few lines.
    static String of(@Nullable Object value) {
        String text = switch (value) {
            case String string -> '"' + string + '"';
            case Character character -> "'" + character + "'";
            case Collection<?> many -> many.stream().map(Shown::of).toList().toString();
            case Object[] array -> Arrays.stream(array).map(Shown::of).toList().toString();
            case null, default -> {
                String inBrackets = Arrays.deepToString(new @Nullable Object[] {value});
                yield inBrackets.substring(1, inBrackets.length() - 1);
            }
        };
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
    }

    /// The value as text; with its type, where the other one would look the same.
    static String unlike(@Nullable Object value, @Nullable Object other) {
        String text = of(value);
        if (value == null || !text.equals(of(other))) return text;
        return text + " (" + value.getClass().getSimpleName() + ")";
    }

    /// The first of them, so many at most.
    static List<@Nullable Object> first(int most, Iterable<?> source) {
        var list = new ArrayList<@Nullable Object>();
        for (var values = source.iterator(); list.size() < most && values.hasNext(); ) list.add(values.next());
        return list;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case null, default -> value;
        };
    }
}

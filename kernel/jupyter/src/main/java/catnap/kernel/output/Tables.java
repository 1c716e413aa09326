package catnap.kernel.output;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Makes tables of collections, where their elements have parts with names.
final class Tables implements Renderer {
    private static final int MOST_COLUMNS = 20;
    private static final String MADE_OF =
            "a table is made of a collection, an iterator, a stream, an array or a map, not of ";

    private final Function<Object, String> texts;

    /// @param texts makes text of what is in the cells
    Tables(Function<Object, String> texts) {
        this.texts = texts;
    }

    /// Shows a collection of records that a cell ends with.
    @Override
    public Optional<MimeBundle> render(Object value) {
        List<?> rows = switch (value) {
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case Collection<?> collection -> new ArrayList<>(collection);
            case Object[] array -> Arrays.asList(array);
            default -> List.of();
        };
        if (rows.isEmpty() || !rows.stream().allMatch(Tables::hasComponents)) return Optional.empty();
        return Optional.of(of(value, texts).bundle());
    }

    private static boolean hasComponents(@Nullable Object row) {
        return row instanceof Record one && !components(one).isEmpty();
    }

    /// A table of anything that has rows.
    static Table of(@Nullable Object value, Function<Object, String> texts) {
        return switch (value) {
            case null -> throw new IllegalArgumentException(MADE_OF + "null");
            case Map<?, ?> map -> ofMap(map, texts);
            case Collection<?> rows -> ofRows(new ArrayList<>(rows), texts);
            case Iterable<?> rows -> ofSource(rows.iterator(), texts);
            case Iterator<?> rows -> ofSource(rows, texts);
            case BaseStream<?, ?> rows -> ofSource(rows.iterator(), texts);
            case Object[] rows -> ofRows(Arrays.asList(rows), texts);
            case Object array when array.getClass().isArray() -> ofRows(boxed(array), texts);
            default ->
                throw new IllegalArgumentException(MADE_OF + value.getClass().getSimpleName());
        };
    }

    private static List<Object> boxed(Object array) {
        var values = new ArrayList<Object>();
        for (int i = 0; i < Array.getLength(array); i++) values.add(Array.get(array, i));
        return values;
    }

    private static Table ofMap(Map<?, ?> map, Function<Object, String> texts) {
        var values = new ArrayList<Object>(map.values());
        var head = new ArrayList<>(List.of("key"));
        head.addAll(columns(values));
        var rows = new ArrayList<List<?>>();
        map.forEach((key, value) -> rows.add(prepend(key, cells(value, head.subList(1, head.size())))));
        return narrow(head, rows, texts);
    }

    /// Reads no more than is shown: there may be no end.
    private static Table ofSource(Iterator<?> source, Function<Object, String> texts) {
        var values = new ArrayList<Object>();
        while (values.size() < Table.MOST_ROWS && source.hasNext()) values.add(source.next());
        Table shown = ofRows(values, texts);
        return source.hasNext() ? shown.withoutEnd() : shown;
    }

    private static Table ofRows(List<?> values, Function<Object, String> texts) {
        var head = columns(values);
        return narrow(head, values.stream().map(value -> cells(value, head)).toList(), texts);
    }

    private static List<?> prepend(@Nullable Object first, List<?> rest) {
        var all = new ArrayList<Object>();
        all.add(first == null ? "null" : first);
        all.addAll(rest);
        return all;
    }

    /// The names of all parts that any of the rows has, in the order in which they are met.
    private static List<String> columns(List<?> rows) {
        var names = new LinkedHashSet<String>();
        for (Object row : rows) {
            switch (row) {
                case Record one
                when hasComponents(one) -> components(one).forEach(component -> names.add(component.getName()));
                case Map<?, ?> map -> map.keySet().forEach(key -> names.add(String.valueOf(key)));
                case null, default -> names.add("value");
            }
        }
        return List.copyOf(names);
    }

    private static List<?> cells(@Nullable Object row, List<String> head) {
        return head.stream().map(name -> cell(row, name)).toList();
    }

    private static Object cell(@Nullable Object row, String name) {
        Object value = switch (row) {
            case Record one
            when hasComponents(one) ->
                components(one).stream()
                        .filter(component -> component.getName().equals(name))
                        .findFirst()
                        .map(component -> value(component, one))
                        .orElse("");
            case Map<?, ?> map -> map.containsKey(name) ? map.get(name) : "";
            case null, default -> name.equals("value") ? row : "";
        };
        return value == null ? "null" : value;
    }

    private static List<RecordComponent> components(Record row) {
        return List.of(row.getClass().getRecordComponents());
    }

    /// A component that cannot be read tells why in its cell.
    private static Object value(RecordComponent component, Record row) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(row);
            return value == null ? "null" : value;
        } catch (InvocationTargetException thrown) {
            return "threw " + thrown.getCause();
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return "?";
        }
    }

    private static Table narrow(List<String> head, List<? extends List<?>> rows, Function<Object, String> texts) {
        if (head.size() <= MOST_COLUMNS) return Table.of(head, rows, texts);
        var narrow = new ArrayList<>(head.subList(0, MOST_COLUMNS));
        narrow.add("… " + (head.size() - MOST_COLUMNS) + " more");
        return Table.of(narrow, rows.stream().map(row -> cut(row)).toList(), texts);
    }

    private static List<?> cut(List<?> row) {
        var cells = new ArrayList<Object>(row.subList(0, MOST_COLUMNS));
        cells.add("…");
        return cells;
    }
}

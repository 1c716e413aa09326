package catnap.asyncio.trace;

import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What tasks are called: by the name that somebody gave them, else by the method that made their coroutine.
public final class Labels {
    /// A name, and whether nobody chose it.
    record Name(String text, boolean ours) {}

    private Labels() {}

    /// The name of one task.
    static Name name(Task<?> task, @Nullable StackTraceElement place) {
        String given = task.getName();
        if (place == null || !given.matches("Task-\\d+")) return new Name(given, false);
        return Code.method(place).map(method -> new Name(method, true)).orElse(new Name(given, false));
    }

    /// The names of all, with a number behind those that we gave to several.
    static List<String> of(List<Name> names) {
        Map<Name, Long> count =
                names.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var next = new HashMap<Name, Integer>();
        var texts = new ArrayList<String>();
        for (Name name : names) {
            boolean alone = !name.ours() || count.getOrDefault(name, 0L) == 1;
            texts.add(alone ? name.text() : name.text() + " " + next.merge(name, 1, Integer::sum));
        }
        return texts;
    }
}

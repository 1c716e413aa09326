package catnap.asyncio.trace;

import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What tasks are called: by the name that somebody gave them, else by the method that made their coroutine, else by
/// its line.
final class Labels {
    /// A name.
    ///
    /// @param counted what stands between it and a number where several have it; nothing where somebody chose it
    record Name(String text, String counted) {}

    private Labels() {}

    /// The name of one task.
    ///
    /// @param place where its coroutine was made
    /// @param parentPlace where that of the task was made which made it
    static Name name(Task<?> task, @Nullable StackTraceElement place, @Nullable StackTraceElement parentPlace) {
        String given = task.getName();
        if (place == null || !given.matches("Task-\\d+")) return new Name(given, "");
        Optional<String> method = Code.method(place);
        boolean inParent = parentPlace != null && method.equals(Code.method(parentPlace));
        if (method.isPresent() && !inParent) return new Name(method.get(), " ");
        return new Name("line " + place.getLineNumber(), " #");
    }

    /// The names of all, with a number behind those that we gave to several.
    static List<String> of(List<Name> names) {
        Map<Name, Long> count =
                names.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var next = new HashMap<Name, Integer>();
        var texts = new ArrayList<String>();
        for (Name name : names) {
            boolean alone = name.counted().isEmpty() || count.getOrDefault(name, 0L) == 1;
            texts.add(name.text() + (alone ? "" : name.counted() + next.merge(name, 1, Integer::sum)));
        }
        return texts;
    }
}

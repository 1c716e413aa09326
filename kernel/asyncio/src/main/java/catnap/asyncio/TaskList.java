package catnap.asyncio;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of one loop that are not done, in the order they were made. It holds them strongly: unlike CPython's,
/// a task that nobody refers to does not vanish halfway.
final class TaskList { // loop thread only
    private @Nullable Task<?> first;
    private @Nullable Task<?> last;

    void add(Task<?> task) {
        Task<?> tail = last;
        task.previous = tail;
        if (tail == null) first = task;
        else tail.next = task;
        last = task;
    }

    void remove(Task<?> task) {
        Task<?> before = task.previous;
        Task<?> after = task.next;
        if (before == null) first = after;
        else before.next = after;
        if (after == null) last = before;
        else after.previous = before;
        task.previous = null;
        task.next = null;
    }

    Set<Task<?>> snapshot() {
        var all = new LinkedHashSet<Task<?>>();
        for (Task<?> task = first; task != null; task = task.next) {
            if (!task.done()) all.add(task);
        }
        return Collections.unmodifiableSet(all);
    }
}

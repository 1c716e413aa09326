package catnap.kernel.picture;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopSnapshot;
import catnap.asyncio.Task;
import catnap.asyncio.trace.Code;
import catnap.kernel.picture.Chart.State;
import catnap.kernel.picture.Sheet.Row;
import catnap.kernel.picture.Sheet.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who waits for whom on a loop: under each task those that it awaits, and of each the line of its own code where it
/// stands.
final class TaskTree {
    private static final int MOST = 200;

    private final LoopSnapshot snapshot;
    private final Set<Task<?>> tasks = new LinkedHashSet<>();
    private final Map<Task<?>, LoopSnapshot.Wait> waits = new HashMap<>();
    private final Set<Task<?>> shown = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();

    private TaskTree(EventLoop loop) {
        snapshot = loop.snapshot();
        snapshot.current().ifPresent(tasks::add);
        for (LoopSnapshot.Wait wait : snapshot.waiting()) {
            tasks.add(wait.task());
            waits.put(wait.task(), wait);
        }
        for (LoopSnapshot.Entry entry : snapshot.ready()) {
            if (entry.kind() == LoopSnapshot.Kind.STEP && entry.about().orElse(null) instanceof Task<?> task) {
                tasks.add(task);
            }
        }
    }

    /// The tree of this loop's tasks.
    static Sheet of(EventLoop loop) {
        return new TaskTree(loop).sheet();
    }

    private Sheet sheet() {
        var awaited = new HashSet<AsyncFuture<?>>();
        waits.values().forEach(wait -> awaited.addAll(wait.until()));
        for (Task<?> task : tasks) if (!awaited.contains(task)) add(task, 0);
        for (Task<?> task : tasks) if (!shown.contains(task)) add(task, 0); // those that wait in a circle
        List<Row> some = rows.subList(0, Math.min(rows.size(), MOST));
        String more = rows.size() > MOST ? ", the first " + MOST + " of them shown" : "";
        String title = tasks.size() == 1 ? "1 task" : tasks.size() + " tasks" + more;
        return new Sheet(
                title, List.of(new Section("Each with those below it that it awaits", "no task", List.copyOf(some))));
    }

    private void add(Task<?> task, int depth) {
        if (!shown.add(task)) {
            rows.add(new Row(State.WAITING, depth, List.of(task.getName(), "see above")));
            return;
        }
        LoopSnapshot.Wait wait = waits.get(task);
        boolean current = snapshot.current().filter(task::equals).isPresent();
        State state = current ? State.RUNNING : wait == null ? State.READY : State.WAITING;
        String what = wait == null ? state.words() : "waits for " + wait.on();
        rows.add(new Row(state, depth, List.of(task.getName(), place(task, current), what)));
        if (wait == null) return;
        for (AsyncFuture<?> future : wait.until()) if (future instanceof Task<?> child) add(child, depth + 1);
    }

    /// `cell 3, line 4`.
    private String place(Task<?> task, boolean current) {
        var frames = current ? Arrays.asList(new Throwable().getStackTrace()) : task.getStack();
        return frames.stream()
                .filter(Code::isLearners)
                .findFirst()
                .map(Code::place)
                .orElse(waits.containsKey(task) ? "in library code" : "not begun");
    }
}

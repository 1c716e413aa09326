package catnap.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for whom on one loop, as it is at this moment. asyncio keeps this with every future all the time;
/// here it is found by asking every task what it waits on.
final class CallGraphs {
    private final Map<AsyncFuture<?>, List<Task<?>>> awaiters = new HashMap<>();
    private final Set<AsyncFuture<?>> above = new HashSet<>(); // those on the way from the start: a circle ends there
    private final int limit;

    private CallGraphs(EventLoop loop, int limit) {
        this.limit = limit;
        for (Task<?> task : loop.allTasks()) {
            Waitable waitable = task.waitingOn();
            if (waitable != null) note(task, waitable);
        }
    }

    /// The graph of the current task.
    ///
    /// @return `null` in a callback
    static @Nullable FutureCallGraph ofCurrent(int limit) {
        EventLoop loop = Current.get().loop;
        if (loop == null) {
            throw new IllegalStateException("capture_call_graph() is called outside of a running event loop and no"
                    + " *future* to introspect was provided");
        }
        Task<?> current = loop.currentTask();
        return current == null ? null : of(current, limit);
    }

    /// The graph of this future.
    ///
    /// @param limit as many frames of each stack, from the newest on; negative, from the oldest on
    static FutureCallGraph of(AsyncFuture<?> future, int limit) {
        return new CallGraphs(future.loop, limit).graph(future);
    }

    private FutureCallGraph graph(AsyncFuture<?> future) {
        var awaitedBy = new ArrayList<FutureCallGraph>();
        above.add(future);
        for (Task<?> task : awaiters.getOrDefault(future, List.of())) {
            if (!above.contains(task)) awaitedBy.add(graph(task));
        }
        above.remove(future);
        return new FutureCallGraph(future, limited(stack(future)), List.copyOf(awaitedBy));
    }

    private static List<StackTraceElement> stack(AsyncFuture<?> future) {
        return future instanceof Task<?> task && !task.done() ? task.getStack() : List.of();
    }

    private List<StackTraceElement> limited(List<StackTraceElement> stack) {
        int size = stack.size();
        if (limit >= 0) return stack.subList(0, Math.min(limit, size));
        return stack.subList(Math.max(0, size + limit), size);
    }

    /// A task that waits for a gather or a group waits for what is in it, as asyncio has it.
    private void note(Task<?> task, Waitable waitable) {
        switch (waitable) {
            case Gathering<?> gathering -> {
                add(task, gathering);
                gathering.children().forEach(child -> note(task, child));
            }
            case Shield<?> shield -> {
                add(task, shield);
                note(task, shield.inner());
            }
            case AsyncFuture<?> future -> add(task, future);
            case Waiter waiter -> futures(waiter.reason()).forEach(future -> note(task, future));
            case Sleep _ -> {}
        }
    }

    private void add(Task<?> task, AsyncFuture<?> future) {
        List<Task<?>> tasks = awaiters.computeIfAbsent(future, _ -> new ArrayList<>());
        if (!tasks.contains(task)) tasks.add(task);
    }

    /// What else than a word from somebody a wait for this is for.
    static Collection<? extends AsyncFuture<?>> futures(Object reason) {
        return switch (reason) {
            case TaskGroup group -> group.tasks();
            case Waiting<?> waiting -> waiting.futures();
            case LoopBound bound -> bound.futures();
            default -> List.of();
        };
    }
}

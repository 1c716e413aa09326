package catnap.asyncio;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Who awaited what failed, for the newest errors. Written only when an error comes out of an await, and only while
/// somebody wants to know: it costs a look at the stack.
final class Awaiters { // any thread, under the lock
    private static final int MOST_ERRORS = 256;
    private static final int MOST_AWAITERS = 32;
    private static final int MOST_FRAMES = 32;

    private record Entry(WeakReference<Throwable> error, List<AwaitedBy> chain) {}

    private static final ArrayDeque<Entry> NEWEST_FIRST = new ArrayDeque<>();

    /// Takes note that this error is about to come out of an await of the task that runs now. Not if the task is being
    /// cancelled itself: who asked for that need not be told where it was.
    static void note(Throwable error) {
        if (!Leftovers.tracking) return;
        Task<?> task = Current.get().task;
        if (task == null || (error instanceof CancelledError && task.cancelling() > 0)) return;
        var frames = Places.ofRunningTask();
        var awaiter = new AwaitedBy(task.getName(), frames.subList(0, Math.min(MOST_FRAMES, frames.size())));
        synchronized (NEWEST_FIRST) {
            List<AwaitedBy> chain = chain(error);
            if (chain.size() < MOST_AWAITERS) chain.add(awaiter);
        }
    }

    static List<AwaitedBy> of(Throwable error) {
        synchronized (NEWEST_FIRST) {
            for (Entry entry : NEWEST_FIRST) {
                if (entry.error.refersTo(error)) return List.copyOf(entry.chain);
            }
            return List.of();
        }
    }

    private static List<AwaitedBy> chain(Throwable error) {
        for (Entry entry : NEWEST_FIRST) {
            if (entry.error.refersTo(error)) return entry.chain;
        }
        if (NEWEST_FIRST.size() == MOST_ERRORS) NEWEST_FIRST.removeLast();
        var entry = new Entry(new WeakReference<>(error), new ArrayList<>());
        NEWEST_FIRST.addFirst(entry);
        return entry.chain;
    }

    private Awaiters() {}
}

package catnap.asyncio;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that tasks wait for, all of them on one loop: that of the first who has to.
abstract sealed class LoopBound permits AsyncLock, AsyncEvent, AsyncCondition, AsyncSemaphore, AsyncQueue {
    private @Nullable EventLoop loop; // known from the first wait on

    /// Puts the current task at the end of this list; the caller suspends it next.
    ///
    /// @throws IllegalStateException outside a task, or on another loop than the first one's
    final Waiter join(WaitList list) {
        Task<?> task = Current.get().awaiter();
        if (loop == null) loop = task.loop;
        if (loop != task.loop) throw new IllegalStateException(this + " is bound to a different event loop");
        var waiter = new Waiter(task, this);
        list.add(waiter);
        return waiter;
    }

    /// The futures that a wait for this waits for, for the call graph.
    Collection<? extends AsyncFuture<?>> futures() {
        return List.of();
    }

    /// What a task is told to wait for that waits now: `lock`, `queue (empty)`.
    final String waitedFor() {
        return switch (this) {
            case AsyncLock _ -> "lock";
            case AsyncEvent _ -> "event";
            case AsyncCondition _ -> "condition";
            case AsyncSemaphore _ -> "semaphore";
            case AsyncQueue<?> queue -> queue.empty() ? "queue (empty)" : "queue (full)";
        };
    }

    /// What would wake this waiter, in words.
    abstract String wokenBy(Waiter waiter);

    /// `<AsyncLock [locked, waiters:2]>`.
    final String describe(String state, WaitList waiters) {
        String queue = waiters.isEmpty() ? "" : ", waiters:" + waiters.size();
        return "<" + getClass().getSimpleName() + " [" + state + queue + "]>";
    }
}

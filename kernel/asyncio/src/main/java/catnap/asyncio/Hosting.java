package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// What runs within the steps of a loop's host, the one task that may run another loop there.
final class Hosting { // any thread
    private volatile @Nullable Task<?> host;
    private volatile @Nullable Task<?> main; // of the loop that runs inside
    private volatile @Nullable LoopRun run; // of that loop

    void host(Task<?> task) {
        host = task;
    }

    boolean isHost(Task<?> task) {
        return host == task;
    }

    /// Takes note of the main task of the loop inside; `null` when it is over.
    void main(@Nullable Task<?> task) {
        main = task;
    }

    /// Takes note of a run of the loop inside; `null` when it is over.
    void run(@Nullable LoopRun next) {
        run = next;
    }

    /// Passes a request to cancel this task on to the main task of the loop that it runs, or if that has none, because
    /// it is run by hand, ends its run.
    ///
    /// @return false if nothing runs inside this task
    boolean cancelInside(Task<?> task, @Nullable String message) {
        if (!isHost(task)) return false;
        Task<?> inner = main;
        if (inner != null) {
            inner.cancelThreadsafe(message);
            return true;
        }
        LoopRun going = run;
        return going != null && going.cancel();
    }
}

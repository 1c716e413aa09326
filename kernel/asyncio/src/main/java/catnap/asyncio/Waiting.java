package catnap.asyncio;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One task's wait for several futures: asyncio's `wait`. It cancels nothing, and does not fail when they do.
final class Waiting<F extends AsyncFuture<?>> { // loop thread only
    private final Set<F> futures;
    private final ReturnWhen returnWhen;
    private final Waiter waiter;
    private int unfinished;

    private Waiting(Collection<? extends F> futures, ReturnWhen returnWhen) {
        this.futures = new LinkedHashSet<>(futures);
        this.returnWhen = returnWhen;
        this.waiter = new Waiter(Current.get().awaiter(), this);
        this.unfinished = this.futures.size();
    }

    /// Suspends the current task until enough of the futures are done or so many seconds are over.
    ///
    /// @param seconds `null` for ever
    static <F extends AsyncFuture<?>> Waited<F> until(
            Collection<? extends F> futures, ReturnWhen returnWhen, @Nullable Double seconds) {
        if (futures.isEmpty()) throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
        var waiting = new Waiting<F>(futures, returnWhen);
        waiting.await(seconds);
        return waiting.result();
    }

    /// Cancels the future and suspends the current task until it has ended. Waiting on the future itself would not
    /// do: cancelling the task now must not be taken for the future's own end.
    static void cancelAndAwait(AsyncFuture<?> future) {
        var waiting = new Waiting<AsyncFuture<?>>(Set.of(future), ReturnWhen.ALL_COMPLETED);
        future.cancel();
        waiting.await(null);
    }

    /// The futures, for the call graph.
    Set<F> futures() {
        return futures;
    }

    private void await(@Nullable Double seconds) {
        EventLoop loop = Current.runningLoop("waitTasks");
        TimerHandle timer = seconds == null ? null : loop.callLater(seconds, waiter::wake);
        Consumer<AsyncFuture<?>> note = this::oneDone; // one object, so that it can be taken back
        for (F future : futures) future.addDoneCallback(note);
        try {
            waiter.await();
        } finally {
            if (timer != null) timer.cancel();
            for (F future : futures) future.removeDoneCallback(note);
        }
    }

    private void oneDone(AsyncFuture<?> future) {
        unfinished--;
        boolean enough = switch (returnWhen) {
            case FIRST_COMPLETED -> true;
            case FIRST_EXCEPTION -> unfinished == 0 || failed(future);
            case ALL_COMPLETED -> unfinished == 0;
        };
        if (enough) waiter.wake();
    }

    private static boolean failed(AsyncFuture<?> future) {
        return !future.cancelled() && future.exception() != null;
    }

    private Waited<F> result() {
        var done = new LinkedHashSet<F>();
        var pending = new LinkedHashSet<F>();
        for (F future : futures) (future.done() ? done : pending).add(future);
        return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
    }

    /// `wait for 3 of 5`.
    @Override
    public String toString() {
        return "wait for " + unfinished + " of " + futures.size();
    }
}

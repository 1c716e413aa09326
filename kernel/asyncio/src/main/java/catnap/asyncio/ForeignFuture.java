package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A future whose result comes from another thread. The answer travels in the future itself: it is its own entry in
/// the loop's inbox.
final class ForeignFuture<T extends @Nullable Object> extends AsyncFuture<T> {
    private final Runnable canceller; // told when the loop's side cancels
    private boolean owed = true; // loop thread only; the answer counts as work elsewhere
    private @Nullable T answer; // written by the other thread before it hands the answer in
    private @Nullable Throwable failure; // likewise

    ForeignFuture(EventLoop loop, Runnable canceller) {
        super(loop);
        this.canceller = canceller;
        loop.agenda.owe(1);
    }

    @Override
    public boolean cancel(@Nullable String message) {
        if (!super.cancel(message)) return false;
        settle();
        canceller.run();
        return true;
    }

    private void settle() {
        if (owed) loop.agenda.owe(-1);
        owed = false;
    }

    /// Hands in the answer, from any thread; only the first counts.
    ///
    /// @return false if the loop has been closed and nobody will ever see it
    boolean deliver(@Nullable T value, @Nullable Throwable error) {
        answer = value;
        failure = error;
        return loop.agenda.inbox.offer(this);
    }

    @Override
    @SuppressWarnings("NullAway") // where T is not nullable the answer is not null
    void run(EventLoop running) {
        settle();
        if (done()) return;
        if (failure instanceof CancelledError) becomeCancelled(failure.getMessage(), null);
        else if (failure != null) fail(failure);
        else finish(answer);
    }
}

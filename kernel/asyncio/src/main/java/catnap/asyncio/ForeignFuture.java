package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A future whose result comes from another thread. The answer travels in the future itself: it is its own entry in
/// the loop's inbox.
final class ForeignFuture<T extends @Nullable Object> extends AsyncFuture<T> {
    private final Object source; // the job or the stage that the answer comes from, for pictures
    private final Runnable canceller; // told when the loop's side cancels
    private boolean owed = true; // loop thread only; the answer counts as work elsewhere
    private @Nullable T answer; // written by the other thread before it hands the answer in
    private @Nullable Throwable failure; // likewise

    ForeignFuture(EventLoop loop, Object source, Runnable canceller) {
        super(loop);
        this.source = source;
        this.canceller = canceller;
        loop.agenda.owe(1);
    }

    boolean isFromThread() {
        return source instanceof ExecutorJob<?>;
    }

    /// Where the answer comes from, in a few words: a class of somebody's own says it by its `toString`.
    String source() {
        if (isFromThread()) return "thread";
        boolean plain = source.getClass().getName().startsWith("java.");
        return plain ? "completion stage" : source.toString();
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

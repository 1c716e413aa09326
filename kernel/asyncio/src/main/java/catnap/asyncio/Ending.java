package catnap.asyncio;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that ends once, well or not, and those who wait for it: cancelling one of them leaves the others alone.
final class Ending { // loop thread only
    private final String what;
    private final AsyncFuture<@Nullable Void> end;

    /// @param what it is to those who wait, in a few words: `process`
    Ending(EventLoop loop, String what) {
        this.what = what;
        end = loop.createFuture();
    }

    boolean reached() {
        return end.done();
    }

    void reach(@Nullable Throwable error) {
        settle(end, error);
        end.markRead(); // nobody has to wait for it
    }

    /// Suspends until it is reached; throws the error it was reached by.
    void await() {
        if (end.done()) {
            var _ = end.result();
            return;
        }
        AsyncFuture<@Nullable Void> told = NamedFuture.ofNews(end.loop, what);
        Consumer<AsyncFuture<@Nullable Void>> tell = _ -> settle(told, end.exception());
        end.addDoneCallback(tell);
        try {
            var _ = told.await();
        } finally {
            end.removeDoneCallback(tell);
        }
    }

    /// Ends a future, unless it was cancelled.
    static void settle(AsyncFuture<@Nullable Void> future, @Nullable Throwable error) {
        if (future.done()) return;
        if (error == null) future.setResult(null);
        else future.setException(error);
    }
}

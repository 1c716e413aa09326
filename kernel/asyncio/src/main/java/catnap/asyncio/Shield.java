package catnap.asyncio;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A future that ends as another does, but keeps its own cancellation from it: asyncio's `shield`.
final class Shield<T extends @Nullable Object> extends AsyncFuture<T> { // loop thread only
    private final AsyncFuture<T> inner;
    private final Consumer<AsyncFuture<T>> passOn = this::passOn; // one object, so that it can be taken back

    private Shield(AsyncFuture<T> inner) {
        super(inner.loop);
        this.inner = inner;
    }

    /// A shield around the future; the future itself if it is done.
    static <T extends @Nullable Object> AsyncFuture<T> around(AsyncFuture<T> inner) {
        if (inner.done()) return inner;
        var shield = new Shield<>(inner);
        inner.addDoneCallback(shield.passOn);
        shield.addDoneCallback(_ -> shield.letGo());
        return shield;
    }

    AsyncFuture<T> inner() {
        return inner;
    }

    private void passOn(AsyncFuture<T> done) {
        if (cancelled()) return;
        if (done.cancelled()) {
            cancel();
            return;
        }
        Throwable error = done.exception();
        if (error != null) fail(error);
        else finish(done.result());
    }

    /// From here on nobody waits for the inner future's outcome by way of this one.
    private void letGo() {
        if (inner.done()) return;
        inner.removeDoneCallback(passOn);
        inner.removeDoneCallback(ReportFailure.CALLBACK); // however many shields were cancelled, it is told once
        inner.addDoneCallback(ReportFailure.CALLBACK);
    }

    /// `<Shield pending>`.
    @Override
    public String toString() {
        return "<Shield " + describeState() + ">";
    }

    /// Tells the loop's handler of a failure that the cancelled shield would have passed on.
    private static final class ReportFailure implements Consumer<AsyncFuture<?>> {
        static final ReportFailure CALLBACK = new ReportFailure();

        @Override
        public void accept(AsyncFuture<?> inner) {
            if (inner.cancelled()) return;
            Throwable error = inner.exception();
            if (error == null) return;
            String message = error.getClass().getSimpleName() + " exception in shielded future";
            inner.loop.callExceptionHandler(new ErrorContext(message, error, inner, null));
        }
    }
}

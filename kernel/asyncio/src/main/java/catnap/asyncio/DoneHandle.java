package catnap.asyncio;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A callback that waits for a future to be done.
final class DoneHandle extends Handle {
    private final AsyncFuture<?> future;
    private final Consumer<?> callback;
    private final @Nullable StackTraceElement place;

    <T> DoneHandle(AsyncFuture<T> future, Consumer<? super AsyncFuture<T>> callback, Context context) {
        super(() -> callback.accept(future), context);
        this.future = future;
        this.callback = callback;
        this.place = Placed.place(callback);
    }

    AsyncFuture<?> future() {
        return future;
    }

    @Override
    String name() {
        return place == null ? name(callback) : Placed.describe(place);
    }

    boolean isFor(Consumer<?> other) {
        return callback.equals(other);
    }

    @Override
    public String toString() {
        return "<Handle " + (place == null ? callback : Placed.describe(place)) + ">";
    }
}

package catnap.asyncio;

import java.util.function.Consumer;

/// A callback that waits for a future to be done.
final class DoneHandle extends Handle {
    private final AsyncFuture<?> future;
    private final Consumer<?> callback;

    <T> DoneHandle(AsyncFuture<T> future, Consumer<? super AsyncFuture<T>> callback, Context context) {
        super(() -> callback.accept(future), context);
        this.future = future;
        this.callback = callback;
    }

    AsyncFuture<?> future() {
        return future;
    }

    @Override
    String name() {
        return name(callback);
    }

    boolean isFor(Consumer<?> other) {
        return callback.equals(other);
    }

    @Override
    public String toString() {
        return "<Handle " + callback + ">";
    }
}

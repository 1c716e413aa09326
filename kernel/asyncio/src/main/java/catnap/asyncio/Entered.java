package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// The course of an `async with`.
final class Entered {
    static <X extends @Nullable Object, R extends @Nullable Object> @Nullable R call(
            AsyncContextManager<X> manager, FunctionWith<? super X, ? extends R> body) {
        X entered = Asyncio.await(manager.aenter());
        R result;
        try {
            result = body.apply(entered);
        } catch (Throwable error) {
            if (swallows(manager, error)) return null;
            throw Sneaky.rethrow(error);
        }
        var _ = Asyncio.await(manager.aexit(null));
        return result;
    }

    private static boolean swallows(AsyncContextManager<?> manager, Throwable error) {
        try {
            return Boolean.TRUE.equals(Asyncio.await(manager.aexit(error)));
        } catch (Throwable onLeaving) {
            if (!tells(onLeaving, error)) onLeaving.addSuppressed(error); // it takes its place; Python's __context__
            throw onLeaving;
        }
    }

    /// Tells whether nothing is lost if the one error takes the place of the other. A cancellation is no news: it
    /// made the manager throw.
    private static boolean tells(Throwable onLeaving, Throwable error) {
        return onLeaving == error
                || error instanceof CancelledError
                || onLeaving.getCause() == error
                || (onLeaving instanceof ExceptionGroup group
                        && group.exceptions().contains(error));
    }

    private Entered() {}
}

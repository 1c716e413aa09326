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
            Throwable goesOn = leave(thrown -> Asyncio.await(manager.aexit(thrown)), error);
            if (goesOn == null) return null;
            throw Sneaky.rethrow(goesOn);
        }
        var _ = Asyncio.await(manager.aexit(null));
        return result;
    }

    /// Leaves by this exit.
    ///
    /// @return the error that goes on from there: none if it is dealt with; the exit's own if it throws
    static @Nullable Throwable leave(
            FunctionWith<@Nullable Throwable, @Nullable Boolean> exit, @Nullable Throwable error) {
        try {
            return Boolean.TRUE.equals(exit.apply(error)) ? null : error;
        } catch (Throwable onLeaving) {
            // It takes the other's place; in Python that would be its __context__.
            if (error != null && !tells(onLeaving, error)) onLeaving.addSuppressed(error);
            return onLeaving;
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

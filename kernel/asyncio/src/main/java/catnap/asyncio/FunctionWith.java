package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Code that is given one thing, gives something back, and may throw anything.
///
/// @param <X> what it is given
/// @param <R> what it gives back
@FunctionalInterface
public interface FunctionWith<X extends @Nullable Object, R extends @Nullable Object> {
    /// Runs the code.
    R apply(X x) throws Exception;
}

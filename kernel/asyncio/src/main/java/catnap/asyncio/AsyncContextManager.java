package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Something to be entered before a body of code and left after it, whatever happens in between: [Asyncio#asyncWith].
///
/// @param <T> what entering gives to the body
public interface AsyncContextManager<T extends @Nullable Object> {
    /// Enters; the result is what the body works with.
    Awaitable<T> aenter();

    /// Leaves.
    ///
    /// @param error what the body threw, or `null` if it ended well
    /// @return awaits to `true` if the error is dealt with and must not go on; `false` or `null` lets it go on
    Awaitable<@Nullable Boolean> aexit(@Nullable Throwable error);
}

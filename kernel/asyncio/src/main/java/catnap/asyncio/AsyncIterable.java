package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Something that `async for` can walk: [Asyncio#each] and [Asyncio#asyncFor] take it.
///
/// @param <T> the elements
public interface AsyncIterable<T extends @Nullable Object> {
    /// Starts a walk.
    AsyncIterator<T> aiter();
}

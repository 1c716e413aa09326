package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A walk whose next step may have to be waited for.
///
/// @param <T> the elements
public interface AsyncIterator<T extends @Nullable Object> extends AsyncIterable<T> {
    /// The next element, to be awaited. The end is a [StopAsyncIteration], thrown here or by the await.
    ///
    Awaitable<T> anext();

    @Override
    default AsyncIterator<T> aiter() {
        return this;
    }
}

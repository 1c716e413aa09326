package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Something that can be awaited: a [Coroutine], an [AsyncFuture], a [Task], or a class of one's own (`__await__`).
///
/// @param <T> what the wait gives
public interface Awaitable<T extends @Nullable Object> {
    /// The coroutine that waits for this and gives its result.
    Coroutine<T> toCoroutine();
}

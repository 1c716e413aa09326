package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// How one awaitable ended, as [Gathering#returnExceptions] tells it.
///
/// @param <T> the value of a success
public sealed interface Outcome<T extends @Nullable Object> permits Success, Failure {}

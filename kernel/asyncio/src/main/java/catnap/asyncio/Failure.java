package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// It threw, or was cancelled.
///
/// @param error what it threw; a [CancelledError] if it was cancelled
public record Failure<T extends @Nullable Object>(Throwable error) implements Outcome<T> {}

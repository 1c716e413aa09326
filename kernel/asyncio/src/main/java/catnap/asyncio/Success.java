package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// It gave a value.
///
/// @param value what it gave; `null` where Java's may be
public record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

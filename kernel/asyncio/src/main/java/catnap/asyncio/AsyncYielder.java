package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// What an async generator's body yields through.
///
/// @param <T> the values
public final class AsyncYielder<T extends @Nullable Object> {
    private final AsyncGenerator<T> generator;

    AsyncYielder(AsyncGenerator<T> generator) {
        this.generator = generator;
    }

    /// Gives the consumer a value and suspends until it asks for the next.
    ///
    /// @return what the consumer sent by `asend`; `null` if it asked by `anext`
    @SuppressWarnings("NamedLikeContextualKeyword") // it is the word for this, and is called on an object always
    public @Nullable Object yield(T value) {
        return generator.handOver(value);
    }
}

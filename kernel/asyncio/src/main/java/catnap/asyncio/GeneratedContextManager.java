package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A context manager written as an async generator that yields once (contextlib's `asynccontextmanager`). Made by
/// [Asyncio#asyncContextManager].
final class GeneratedContextManager<T extends @Nullable Object> implements AsyncContextManager<T> {
    private final AsyncGenerator<T> generator;

    GeneratedContextManager(AsyncGenerator<T> generator) {
        this.generator = generator;
    }

    @Override
    public Coroutine<T> aenter() {
        return new Coroutine<>(() -> {
            try {
                return Asyncio.await(generator.anext());
            } catch (StopAsyncIteration _) {
                throw new IllegalStateException("generator didn't yield");
            }
        });
    }

    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> error == null ? finish() : swallows(error));
    }

    private boolean finish() {
        try {
            var _ = Asyncio.await(generator.anext());
        } catch (StopAsyncIteration _) {
            return false;
        }
        throw tooMuch("generator didn't stop");
    }

    private boolean swallows(Throwable error) {
        try {
            var _ = Asyncio.await(generator.athrow(error));
        } catch (StopAsyncIteration end) {
            return end != error;
        } catch (Throwable thrown) {
            boolean itself = thrown == error || (error instanceof StopAsyncIteration && thrown.getCause() == error);
            if (itself) return false;
            throw thrown;
        }
        throw tooMuch("generator didn't stop after athrow()");
    }

    private IllegalStateException tooMuch(String message) {
        Asyncio.await(generator.aclose());
        return new IllegalStateException(message);
    }
}

package catnap.asyncio;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The async generators of one loop that have begun and not ended: their `finally` blocks are still owed.
final class AsyncGenerators implements Iterable<AsyncGenerator<?>> { // loop thread only
    private final EventLoop loop;
    private final Set<AsyncGenerator<?>> begun = new LinkedHashSet<>();

    AsyncGenerators(EventLoop loop) {
        this.loop = loop;
    }

    void add(AsyncGenerator<?> generator) {
        begun.add(generator);
        loop.leftovers.owes(generator);
    }

    void remove(AsyncGenerator<?> generator) {
        begun.remove(generator);
        loop.leftovers.owesNoMore(generator);
    }

    @Override
    public Iterator<AsyncGenerator<?>> iterator() {
        return begun.iterator();
    }

    boolean isEmpty() {
        return begun.isEmpty();
    }

    /// Closes all of them at once; one that fails is reported and holds up nobody.
    Coroutine<@Nullable Void> closeAll() {
        return Asyncio.async(() -> {
            var closings = begun.stream().map(this::closing).toList();
            Asyncio.await(Asyncio.gather(closings).returnExceptions());
        });
    }

    private Coroutine<@Nullable Void> closing(AsyncGenerator<?> generator) {
        return Asyncio.async(() -> {
            try {
                Asyncio.await(generator.aclose());
            } catch (CancelledError cancelled) {
                throw cancelled;
            } catch (Throwable error) {
                String message = "an error occurred during closing of asynchronous generator " + generator;
                loop.callExceptionHandler(new ErrorContext(message, error, null, null));
            }
        });
    }
}

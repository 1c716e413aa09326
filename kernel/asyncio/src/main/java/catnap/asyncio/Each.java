package catnap.asyncio;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A walk over an async iterator for a plain `for`: it awaits each step.
final class Each<T extends @Nullable Object> implements Iterator<T> {
    private final AsyncIterator<T> source;
    private @Nullable T next;
    private boolean ahead;
    private boolean ended;

    Each(AsyncIterator<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (ahead || ended) return ahead;
        try {
            next = Asyncio.await(source.anext());
            ahead = true;
        } catch (StopAsyncIteration _) {
            ended = true;
        }
        return ahead;
    }

    @Override
    @SuppressWarnings("NullAway") // where T is not nullable the source gives no null
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        ahead = false;
        T value = next;
        next = null;
        return value;
    }
}

package catnap.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue that gives out the latest item first (asyncio's `LifoQueue`).
///
/// @param <T> the items
public final class AsyncLifoQueue<T extends @Nullable Object> extends AsyncQueue<T> {
    private final List<T> stack = new ArrayList<>();

    /// A queue that is never full.
    public AsyncLifoQueue() {}

    /// A queue for that many items; without limit if that is not positive.
    public AsyncLifoQueue(int maxsize) {
        super(maxsize);
    }

    @Override
    protected void store(T item) {
        stack.add(item);
    }

    @Override
    protected T take() {
        return stack.removeLast();
    }

    @Override
    protected Collection<?> items() {
        return stack;
    }
}

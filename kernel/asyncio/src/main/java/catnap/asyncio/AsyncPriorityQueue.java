package catnap.asyncio;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A queue that gives out the smallest item first (asyncio's `PriorityQueue`). Of equal ones the first in is the
/// first out.
///
/// @param <T> the items
public final class AsyncPriorityQueue<T extends @Nullable Object> extends AsyncQueue<T> {
    private final PriorityQueue<Entry<T>> heap;
    private long stored;

    /// A queue in the items' own order, which is never full. An item that cannot be compared with the others is
    /// refused with a `ClassCastException`.
    public AsyncPriorityQueue() {
        this(0);
    }

    /// A queue in the items' own order for that many items; without limit if that is not positive.
    @SuppressWarnings("unchecked") // as java.util.PriorityQueue does: comparing finds out
    public AsyncPriorityQueue(int maxsize) {
        this(maxsize, (Comparator<? super T>) Comparator.naturalOrder());
    }

    /// A queue in this order, which is never full.
    public AsyncPriorityQueue(Comparator<? super T> order) {
        this(0, order);
    }

    /// A queue in this order for that many items; without limit if that is not positive.
    public AsyncPriorityQueue(int maxsize, Comparator<? super T> order) {
        super(maxsize);
        heap = new PriorityQueue<>(
                Comparator.<Entry<T>, T>comparing(Entry::item, order).thenComparingLong(Entry::number));
    }

    @Override
    protected void store(T item) {
        heap.add(new Entry<>(item, stored++));
    }

    @Override
    protected T take() {
        return heap.remove().item();
    }

    @Override
    protected Collection<?> items() {
        return heap;
    }

    private record Entry<T extends @Nullable Object>(T item, long number) {
        @Override
        public String toString() {
            return String.valueOf(item);
        }
    }
}

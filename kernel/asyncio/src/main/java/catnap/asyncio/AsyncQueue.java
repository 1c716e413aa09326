package catnap.asyncio;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A line of items between tasks that put and tasks that get, first in, first out (asyncio's `Queue`). With a
/// maximum size those who put wait while it is full: back-pressure.
///
/// A class of one's own may keep the items in another order: it overrides [#store], [#take] and [#items].
///
/// @param <T> the items
public non-sealed class AsyncQueue<T extends @Nullable Object> extends LoopBound {
    /// Stands for null in the deque, which takes none.
    private static final Object NULL = new Object();

    private final int maxsize;
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private final WaitList getters = new WaitList();
    private final WaitList putters = new WaitList();
    private final AsyncEvent finished = new AsyncEvent("the last taskDone()"); // while nothing is unfinished
    private int unfinished;
    private boolean shutDown;

    /// A queue that is never full.
    public AsyncQueue() {
        this(0);
    }

    /// A queue for that many items; without limit if that is not positive.
    public AsyncQueue(int maxsize) {
        this.maxsize = maxsize;
        finished.set();
    }

    /// Suspends the task that awaits it while the queue is full, and then puts the item into it.
    ///
    /// @throws QueueShutDownException if the queue is shut down, or is while the task waits
    public final Coroutine<@Nullable Void> put(T item) {
        return new Coroutine<>(() -> {
            while (full()) {
                if (shutDown) throw new QueueShutDownException();
                waitIn(putters);
            }
            putNowait(item);
            return null;
        });
    }

    /// Puts the item into the queue, if it is not full.
    ///
    /// @throws QueueFullException if it is
    /// @throws QueueShutDownException if it is shut down
    public final void putNowait(T item) {
        if (shutDown) throw new QueueShutDownException();
        if (full()) throw new QueueFullException();
        store(item);
        unfinished++;
        finished.clear();
        getters.removeAndWakeOne();
    }

    /// Suspends the task that awaits it while the queue is empty, and then takes the next item.
    ///
    /// @throws QueueShutDownException if the queue is shut down and nothing is left in it
    public final Coroutine<T> get() {
        return new Coroutine<>(() -> {
            while (empty()) {
                if (shutDown) throw new QueueShutDownException();
                waitIn(getters);
            }
            return getNowait();
        });
    }

    /// Takes the next item, if there is one.
    ///
    /// @throws QueueEmptyException if there is none
    /// @throws QueueShutDownException if there is none and none will come
    public final T getNowait() {
        if (empty()) throw shutDown ? new QueueShutDownException() : new QueueEmptyException();
        T item = take();
        putters.removeAndWakeOne();
        return item;
    }

    /// How many items are in it.
    public final int qsize() {
        return items().size();
    }

    /// How many items it can hold; 0 or less if there is no limit.
    public final int maxsize() {
        return maxsize;
    }

    /// Tells whether there is nothing in it.
    public final boolean empty() {
        return items().isEmpty();
    }

    /// Tells whether there is no room; a queue without a limit is never full.
    public final boolean full() {
        return maxsize > 0 && qsize() >= maxsize;
    }

    /// Says that the work on one item is done. Whoever gets an item calls it once, for [#join].
    ///
    /// @throws IllegalStateException if it is called more often than items were put
    public final void taskDone() {
        if (unfinished <= 0) throw new IllegalStateException("task_done() called too many times");
        if (--unfinished == 0) finished.set();
    }

    /// Suspends the task that awaits it until [#taskDone] was called for every item that was put; returns at once if
    /// it was.
    public final Coroutine<@Nullable Void> join() {
        return new Coroutine<>(() -> {
            if (unfinished > 0) finished.waitForFlag();
            return null;
        });
    }

    /// Closes the queue for those who put; those who get may empty it.
    public final void shutdown() {
        shutdown(false);
    }

    /// Closes the queue. Whoever puts gets a [QueueShutDownException], whoever gets too once the queue is empty.
    ///
    /// @param immediate throws the items away, each of which counts as done, so that it is empty now
    public final void shutdown(boolean immediate) {
        shutDown = true;
        if (immediate) throwAway();
        while (getters.removeAndWakeOne()) {}
        while (putters.removeAndWakeOne()) {}
    }

    final boolean isShutDown() {
        return shutDown;
    }

    // What makes the order.

    /// Takes in an item.
    protected void store(T item) {
        items.add(item == null ? NULL : item);
    }

    /// Gives out the next item and forgets it; there is one.
    @SuppressWarnings({"unchecked", "NullAway"}) // only store puts something there: Ts
    protected T take() {
        return (T) unmasked(items.remove());
    }

    /// The items, in any order: for counting and for show.
    protected Collection<?> items() {
        return items;
    }

    private static @Nullable Object unmasked(Object stored) {
        return stored == NULL ? null : stored;
    }

    private void throwAway() {
        while (!empty()) {
            take();
            if (unfinished > 0) unfinished--;
        }
        if (unfinished == 0) finished.set();
    }

    /// Suspends the current task until it is woken from this list; whoever wakes it takes it off.
    private void waitIn(WaitList list) {
        Waiter waiter = join(list);
        try {
            waiter.await();
        } catch (Throwable error) {
            list.remove(waiter);
            boolean stillGood = list == getters ? !empty() : !full();
            if (waiter.woken() && stillGood) list.removeAndWakeOne(); // somebody else can go on in its place
            throw error;
        }
    }

    @Override
    final String wokenBy(Waiter waiter) {
        return getters.contains(waiter) ? "put() into the queue" : "get() from the queue";
    }

    /// `<AsyncQueue maxsize=2 queue=[1, 2] putters[1] tasks=3>`.
    @Override
    public String toString() {
        var text = new StringBuilder("<" + getClass().getSimpleName() + " maxsize=" + maxsize);
        if (!empty()) {
            text.append(items().stream()
                    .map(item -> String.valueOf(unmasked(item)))
                    .collect(Collectors.joining(", ", " queue=[", "]")));
        }
        if (!getters.isEmpty()) text.append(" getters[").append(getters.size()).append(']');
        if (!putters.isEmpty()) text.append(" putters[").append(putters.size()).append(']');
        if (unfinished > 0) text.append(" tasks=").append(unfinished);
        return text.append(shutDown ? " shutdown>" : ">").toString();
    }
}

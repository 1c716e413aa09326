package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A lock that one task at a time can hold (asyncio's `Lock`). Those who wait get it in the order they came, and a
/// newcomer queues behind them.
///
/// ```java
/// try (var _ = await(lock.acquire())) {
///     balance = await(compute(balance));
/// }
/// ```
///
/// `synchronized` and the locks of `java.util.concurrent` are no substitute, for they belong to a thread and not to a
/// task. A task that waits inside `synchronized` takes the monitor along: the next one that wants it blocks the loop's
/// thread for ever. In a notebook and in debug mode such a wait is refused, with the place; where fibers are threads
/// debug mode tells of the task that is stuck; without debug mode nobody does.
///
/// It belongs to no task in particular: whoever likes may release it, and a task that acquires it twice waits for
/// itself for ever.
public final class AsyncLock extends LoopBound implements AsyncContextManager<AsyncLock>, AutoCloseable {
    private final WaitList waiters = new WaitList();
    private boolean locked;

    /// A free lock.
    public AsyncLock() {}

    /// Suspends the task that awaits it until it has the lock; takes a free lock at once. Closing the lock, which is
    /// what it gives, releases it.
    public Coroutine<AsyncLock> acquire() {
        return new Coroutine<>(this::take);
    }

    /// Frees the lock and wakes the one who has waited longest. It is not handed over: until that task runs the lock
    /// is free, though nobody can get ahead of the queue.
    ///
    /// @throws IllegalStateException if it is free
    public void release() {
        if (!locked) throw new IllegalStateException("Lock is not acquired.");
        locked = false;
        wakeFirst();
    }

    /// Tells whether somebody holds it.
    public boolean locked() {
        return locked;
    }

    /// As [#release], for `try`.
    @Override
    public void close() {
        release();
    }

    /// As [#acquire], for [Asyncio#asyncWith].
    @Override
    public Coroutine<AsyncLock> aenter() {
        return acquire();
    }

    /// As [#release], for [Asyncio#asyncWith].
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> {
            release();
            return false;
        });
    }

    /// Suspends the current task until it has the lock.
    AsyncLock take() {
        // Free is not enough: a task that waits already must not be overtaken.
        if (locked || !waiters.allCancelled()) waitForTurn();
        locked = true;
        return this;
    }

    private void waitForTurn() {
        Waiter waiter = join(waiters);
        try {
            waiter.await();
        } catch (CancelledError cancelled) {
            waiters.remove(waiter);
            if (!locked) wakeFirst(); // it was this one's turn, or nobody's: pass it on
            throw cancelled;
        } finally {
            waiters.remove(waiter);
        }
    }

    private void wakeFirst() {
        Waiter first = waiters.first();
        if (first != null) first.wake();
    }

    @Override
    String wokenBy(Waiter waiter) {
        return "release() of the lock";
    }

    /// `<AsyncLock [locked, waiters:2]>`.
    @Override
    public String toString() {
        return describe(locked ? "locked" : "unlocked", waiters);
    }
}

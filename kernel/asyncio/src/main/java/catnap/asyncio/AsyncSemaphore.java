package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// So many places, and a queue of those who wait for one (asyncio's `Semaphore`). A place that becomes free is given
/// to the first in the queue at once, so nobody is overtaken.
///
/// ```java
/// var places = new AsyncSemaphore(3);
/// try (var _ = await(places.acquire())) {
///     println(await(getCatFact())); // of all who do this, three at once
/// }
/// ```
public sealed class AsyncSemaphore extends LoopBound implements AsyncContextManager<AsyncSemaphore>, AutoCloseable
        permits AsyncBoundedSemaphore {
    private final WaitList waiters = new WaitList();
    private int free;

    /// A semaphore of one place.
    public AsyncSemaphore() {
        this(1);
    }

    /// A semaphore of that many places.
    ///
    /// @throws IllegalArgumentException if the number is negative
    public AsyncSemaphore(int places) {
        if (places < 0) throw new IllegalArgumentException("Semaphore initial value must be >= 0");
        this.free = places;
    }

    /// Suspends the task that awaits it until it has a place; takes a free one at once. Closing the semaphore, which
    /// is what it gives, gives the place back.
    public final Coroutine<AsyncSemaphore> acquire() {
        return new Coroutine<>(() -> {
            take();
            return this;
        });
    }

    /// Gives a place back, or adds one; the first in the queue has it at once.
    public void release() {
        free++;
        giveToFirst();
    }

    /// Tells whether [#acquire] would have to wait: no place is free, or others wait already.
    public final boolean locked() {
        return free == 0 || !waiters.allCancelled();
    }

    /// As [#release], for `try`.
    @Override
    public final void close() {
        release();
    }

    /// As [#acquire], for [Asyncio#asyncWith].
    @Override
    public final Coroutine<AsyncSemaphore> aenter() {
        return acquire();
    }

    /// As [#release], for [Asyncio#asyncWith].
    @Override
    public final Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> {
            release();
            return false;
        });
    }

    /// How many places nobody has.
    final int free() {
        return free;
    }

    private void take() {
        if (locked()) waitForPlace();
        else free--;
    }

    private void waitForPlace() {
        Waiter waiter = join(waiters);
        try {
            waiter.await();
        } catch (CancelledError cancelled) {
            if (waiter.woken()) free++; // it had been given a place
            throw cancelled;
        } finally {
            waiters.remove(waiter);
            while (free > 0 && giveToFirst()) {} // others may have queued behind this one
        }
    }

    private boolean giveToFirst() {
        if (!waiters.wakeOne()) return false;
        free--;
        return true;
    }

    @Override
    final String wokenBy(Waiter waiter) {
        return "release() of the semaphore";
    }

    /// `<AsyncSemaphore [unlocked, value:2]>`.
    @Override
    public final String toString() {
        return describe(locked() ? "locked" : "unlocked, value:" + free, waiters);
    }
}

package catnap.asyncio;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A lock under which tasks wait for a signal that something has changed (asyncio's `Condition`).
///
/// ```java
/// try (var _ = await(condition.acquire())) {
///     await(condition.waitFor(() -> stock > 0));
///     stock--;
/// }
/// ```
public final class AsyncCondition extends LoopBound implements AsyncContextManager<AsyncCondition>, AutoCloseable {
    private final AsyncLock lock;
    private final WaitList waiters = new WaitList();

    /// A condition with a lock of its own.
    public AsyncCondition() {
        this(new AsyncLock());
    }

    /// A condition on a lock that others use too.
    public AsyncCondition(AsyncLock lock) {
        this.lock = lock;
    }

    /// Suspends the task that awaits it until it has the lock. Closing the condition, which is what it gives,
    /// releases the lock.
    public Coroutine<AsyncCondition> acquire() {
        return new Coroutine<>(() -> {
            lock.take();
            return this;
        });
    }

    /// Frees the lock.
    ///
    /// @throws IllegalStateException if it is free
    public void release() {
        lock.release();
    }

    /// Tells whether somebody holds the lock.
    public boolean locked() {
        return lock.locked();
    }

    /// Suspends the task that awaits it: frees the lock, waits for a signal, takes the lock again, and gives `true`
    /// (asyncio's `wait`, a name that `Object` has taken). It may return without a signal, so check and wait again,
    /// or use [#waitFor]. If the task is cancelled, the error comes out when the lock has been taken again.
    ///
    /// @throws IllegalStateException if the lock is free
    public Coroutine<Boolean> waitSignal() {
        return new Coroutine<>(() -> {
            waitForSignal();
            return true;
        });
    }

    /// Suspends the task that awaits it until the predicate is true, which is asked at once and after every signal;
    /// gives what it said, which is `true`.
    ///
    /// @throws IllegalStateException if the lock is free and the predicate not true
    public Coroutine<Boolean> waitFor(BooleanSupplier predicate) {
        return new Coroutine<>(() -> {
            while (!predicate.getAsBoolean()) waitForSignal();
            return true;
        });
    }

    /// Wakes one who waits for a signal (asyncio's `notify`, a name that `Object` has taken). It goes on when it can
    /// have the lock.
    ///
    /// @throws IllegalStateException if the lock is free
    public void signal() {
        signal(1);
    }

    /// Wakes that many.
    ///
    /// @throws IllegalStateException if the lock is free
    public void signal(int most) {
        if (!locked()) throw new IllegalStateException("cannot notify on un-acquired lock");
        waiters.wake(most);
    }

    /// Wakes everybody (asyncio's `notify_all`).
    ///
    /// @throws IllegalStateException if the lock is free
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    /// As [#release], for `try`.
    @Override
    public void close() {
        release();
    }

    /// As [#acquire], for [Asyncio#asyncWith].
    @Override
    public Coroutine<AsyncCondition> aenter() {
        return acquire();
    }

    /// As [#release], for [Asyncio#asyncWith].
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return lock.aexit(error);
    }

    private void waitForSignal() {
        if (!locked()) throw new IllegalStateException("cannot wait on un-acquired lock");
        Waiter waiter = join(waiters);
        release();
        try {
            try {
                waiter.await();
            } finally {
                waiters.remove(waiter);
                takeLockAgain();
            }
        } catch (Throwable error) {
            waiters.wake(1); // a signal may have been spent on this task: let another have it
            throw error;
        }
    }

    /// Waits for the lock whatever happens; a cancellation meanwhile is thrown afterwards.
    private void takeLockAgain() {
        CancelledError latest = null;
        while (true) {
            try {
                lock.take();
                break;
            } catch (CancelledError cancelled) {
                latest = cancelled;
            }
        }
        if (latest != null) throw latest;
    }

    @Override
    String wokenBy(Waiter waiter) {
        return "signal() on the condition";
    }

    /// `<AsyncCondition [locked, waiters:2]>`.
    @Override
    public String toString() {
        return describe(locked() ? "locked" : "unlocked", waiters);
    }
}

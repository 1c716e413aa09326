package catnap.asyncio;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several awaitables in the order in which they end. Made by [Asyncio#asCompleted].
///
/// A plain `for` gives as many coroutines as there are awaitables; awaiting the next one gives the next result, or
/// throws the next error, whosever it is. [Asyncio#each] gives the tasks and futures themselves, done, so that they
/// can be told apart. They run on, whether or not anybody asks.
///
/// ```java
/// for (var next : asCompleted(getCatFact(), getCatFact())) println(await(next));
/// ```
///
/// @param <T> the results
public final class AsCompleted<T extends @Nullable Object>
        implements Iterable<Coroutine<T>>, AsyncIterable<AsyncFuture<T>> {
    private final Set<AsyncFuture<T>> todo = new LinkedHashSet<>(); // not known to be done
    private final Ended ended = new Ended();
    private final Consumer<AsyncFuture<T>> note = this::oneEnded; // one object, so that it can be taken back
    private @Nullable TimerHandle timer;
    private int left; // to be handed out

    private AsCompleted() {}

    /// @param seconds `null` for ever
    @SuppressWarnings("unchecked") // a future of a subtype only gives out values
    static <T extends @Nullable Object> AsCompleted<T> of(
            Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Double seconds) {
        EventLoop loop = Current.runningLoop("asCompleted");
        var all = new AsCompleted<T>();
        for (Awaitable<? extends T> each : new LinkedHashSet<>(awaitables)) {
            all.todo.add((AsyncFuture<T>) loop.ensureFuture(each));
        }
        all.left = all.todo.size();
        for (AsyncFuture<T> future : all.todo) future.addDoneCallback(all.note);
        if (seconds != null && all.left > 0) all.timer = loop.callLater(seconds, all::timeIsUp);
        return all;
    }

    /// Coroutines, one for each that is left; awaiting one gives the next result.
    ///
    /// Awaiting throws an [AsyncTimeoutException] if there was a time limit and it is over.
    @Override
    public Iterator<Coroutine<T>> iterator() {
        return new Results();
    }

    /// The tasks and futures, one after another as they end.
    ///
    /// The walk throws an [AsyncTimeoutException] if there was a time limit and it is over.
    @Override
    public AsyncIterator<AsyncFuture<T>> aiter() {
        return () -> {
            if (left == 0) throw new StopAsyncIteration();
            left--;
            return new Coroutine<>(this::next);
        };
    }

    private AsyncFuture<T> next() {
        AsyncFuture<T> future = Asyncio.await(ended.get());
        if (future == null) throw new AsyncTimeoutException();
        return future;
    }

    private void oneEnded(AsyncFuture<T> future) {
        if (!todo.remove(future)) return;
        ended.putNowait(future);
        if (todo.isEmpty() && timer != null) timer.cancel();
    }

    private void timeIsUp() {
        for (AsyncFuture<T> future : todo) {
            future.removeDoneCallback(note);
            ended.putNowait(null);
        }
        todo.clear();
    }

    /// `<AsCompleted 2 left>`.
    @Override
    public String toString() {
        return "<AsCompleted " + left + " left>";
    }

    /// Those that have ended and were not handed out; a null stands for one that did not in time.
    private final class Ended extends AsyncQueue<@Nullable AsyncFuture<T>> {
        @Override
        Collection<? extends AsyncFuture<?>> futures() {
            return todo;
        }
    }

    private final class Results implements Iterator<Coroutine<T>> {
        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Coroutine<T> next() {
            if (left == 0) throw new NoSuchElementException();
            left--;
            return new Coroutine<>(() -> AsCompleted.this.next().awaited());
        }
    }
}

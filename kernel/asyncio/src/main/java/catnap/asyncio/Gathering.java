package catnap.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many awaitables as one future: the list of their results, in the order they were given. Made by [Asyncio#gather].
///
/// The first to fail makes this fail at once; the others run on. Cancelling this cancels all of them.
///
/// @param <T> the results
public final class Gathering<T extends @Nullable Object> extends AsyncFuture<List<T>> {
    private final List<AsyncFuture<?>> children; // in the order given; one given twice stands here twice
    private final boolean outcomes; // failures are results
    private int unfinished;
    private boolean cancelRequested;
    private final List<AsyncFuture<?>> doneBefore = new ArrayList<>(0); // those that were done when this was made
    private boolean begun; // a child has reported since
    private @Nullable Gathering<?> successor; // the tolerant one that was asked for

    private Gathering(EventLoop loop, List<AsyncFuture<?>> children, boolean outcomes) {
        super(loop);
        this.children = children;
        this.unfinished = children.size();
        this.outcomes = outcomes;
    }

    static <T extends @Nullable Object> Gathering<T> of(Collection<? extends Awaitable<? extends T>> awaitables) {
        EventLoop loop = Current.runningLoop("gather");
        var children = new ArrayList<AsyncFuture<?>>(awaitables.size());
        var own = new IdentityHashMap<Awaitable<?>, AsyncFuture<?>>(0); // of classes that are not ours
        for (Awaitable<?> awaitable : awaitables) {
            children.add(
                    switch (awaitable) {
                        case AsyncFuture<?> future -> loop.ensureFuture(future);
                        case Coroutine<?> coroutine -> child(loop, coroutine, children);
                        default -> own.computeIfAbsent(awaitable, loop::ensureFuture);
                    });
        }
        var gathering = new Gathering<T>(loop, children, false);
        gathering.watch();
        return gathering;
    }

    /// The task of a coroutine. One that is given twice is one child with two places.
    private static AsyncFuture<?> child(EventLoop loop, Coroutine<?> coroutine, List<AsyncFuture<?>> before) {
        if (coroutine.started()) {
            for (AsyncFuture<?> child : before) {
                if (child instanceof Task<?> task && task.getCoro() == coroutine) return child;
            }
        }
        return loop.createTask(coroutine);
    }

    private void watch() {
        if (children.isEmpty()) finish(List.of());
        for (AsyncFuture<?> child : children) {
            if (child.done()) doneBefore.add(child);
            else child.whenDone(new ChildDone(this, child));
        }
        doneBefore.forEach(this::childDone);
    }

    /// The same, but a failure or a cancellation of one is a result too and disturbs nobody
    /// (`return_exceptions=True`). To be asked for right where `gather` is called.
    ///
    /// @throws IllegalStateException if the loop has gone on since
    public AsyncFuture<List<Outcome<T>>> returnExceptions() {
        if (begun)
            throw new IllegalStateException("returnExceptions() comes too late: call it right behind gather(...)");
        markRead();
        var tolerant = new Gathering<Outcome<T>>(loop, children, true);
        if (children.isEmpty()) tolerant.finish(List.of());
        successor = tolerant;
        doneBefore.forEach(tolerant::childDone);
        return tolerant;
    }

    /// Cancels everything that has not ended. This itself is done only when all of it is, and then fails with a
    /// [CancelledError]; [#cancelled] stays false.
    ///
    /// @return false if there was nothing left to cancel
    @Override
    public boolean cancel(@Nullable String message) {
        if (successor != null) return successor.cancel(message);
        if (done()) return false;
        boolean any = false;
        for (AsyncFuture<?> child : children) any |= child.cancel(message);
        if (any) {
            cancelRequested = true;
            cancelMessage = message;
        }
        return any;
    }

    private void childDone(AsyncFuture<?> child) {
        unfinished--;
        if (done()) {
            child.markRead();
        } else if (!outcomes && child.cancelled()) {
            fail(child.takeError());
        } else if (!outcomes && child.peekError() != null) {
            fail(child.takeError());
        } else if (unfinished == 0) {
            if (cancelRequested) fail(new CancelledError(cancelMessage));
            else finish(results());
        }
    }

    @SuppressWarnings("unchecked") // with outcomes on, T is an Outcome: only returnExceptions makes such a one
    private List<T> results() {
        var results = new ArrayList<T>(children.size());
        for (AsyncFuture<?> child : children) {
            results.add((T) (outcomes ? outcome(child) : child.result()));
        }
        return Collections.unmodifiableList(results);
    }

    private static Outcome<?> outcome(AsyncFuture<?> child) {
        if (child.cancelled()) {
            String message = child.cancelMessage;
            return new Failure<>(new CancelledError(message == null ? "" : message));
        }
        Throwable error = child.exception();
        return error != null ? new Failure<>(error) : new Success<>(child.result());
    }

    /// In the order given; one given twice is here twice.
    List<AsyncFuture<?>> children() {
        return children;
    }

    /// `<Gathering pending of 5>`.
    @Override
    public String toString() {
        return "<Gathering " + describeState() + " of " + children.size() + ">";
    }

    /// The word from one child, queued when it is done.
    static final class ChildDone extends Due {
        private final Gathering<?> gathering;
        private final AsyncFuture<?> child;

        ChildDone(Gathering<?> gathering, AsyncFuture<?> child) {
            this.gathering = gathering;
            this.child = child;
        }

        AsyncFuture<?> child() {
            return child;
        }

        @Override
        void run(EventLoop running) {
            gathering.begun = true;
            gathering.childDone(child);
            if (gathering.successor == null) return;
            gathering.markRead(); // its error is a result of the other
            gathering.successor.childDone(child);
        }
    }
}

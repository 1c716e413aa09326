package catnap.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A result that is not there yet (asyncio's `Future`; `java.util.concurrent` owns that name).
///
/// ```
///             setResult, setException
///   pending ───────────────────────────▶ finished
///      │
///      └──────────── cancel ───────────▶ cancelled
/// ```
///
/// Becoming done calls nobody directly: waiting tasks and done callbacks go to the end of the loop's queue, in the
/// order they came. To be used on the loop's thread only.
///
/// @param <T> the result
public sealed class AsyncFuture<T extends @Nullable Object> extends Due implements Awaitable<T>, Waitable
        permits Task, Gathering, Shield, ForeignFuture, NamedFuture {

    private enum State {
        PENDING,
        FINISHED,
        FAILED_UNREAD, // nobody has asked for the error yet
        FAILED,
        CANCELLED
    }

    final EventLoop loop;

    private State state = State.PENDING;
    private @Nullable Object
            outcome; // the result; the error; the CancelledError for the next reader; pending: see stash
    private @Nullable Object waiting; // null, one Due, or a list of them: who is to be queued when this is done

    @Nullable
    String cancelMessage;

    AsyncFuture(EventLoop loop) {
        this.loop = loop;
    }

    /// The loop it belongs to.
    public final EventLoop getLoop() {
        return loop;
    }

    /// Tells whether there is a result, an error, or a cancellation.
    public final boolean done() {
        return state != State.PENDING;
    }

    /// Tells whether it ended by being cancelled.
    public final boolean cancelled() {
        return state == State.CANCELLED;
    }

    /// The result.
    ///
    /// @throws InvalidStateException if it is not there yet
    /// @throws CancelledError if it was cancelled; an error that was set is thrown as itself
    public final T result() {
        return switch (state) {
            case PENDING -> throw new InvalidStateException("Result is not set.");
            case FINISHED -> value();
            case FAILED_UNREAD, FAILED, CANCELLED -> throw Sneaky.rethrow(takeError());
        };
    }

    /// The error it failed with, or `null` if it has a result.
    ///
    /// @throws InvalidStateException if it is not done
    /// @throws CancelledError if it was cancelled
    public final @Nullable Throwable exception() {
        return switch (state) {
            case PENDING -> throw new InvalidStateException("Exception is not set.");
            case FINISHED -> null;
            case FAILED_UNREAD, FAILED -> takeError();
            case CANCELLED -> throw Sneaky.rethrow(takeError());
        };
    }

    /// How it ended, for those who only look on: asking does not count as reading the error. Empty while it is
    /// pending; a cancelled one has failed with a [CancelledError].
    public final Optional<Outcome<T>> peek() {
        return switch (state) {
            case PENDING -> Optional.empty();
            case FINISHED -> Optional.of(new Success<>(value()));
            case FAILED_UNREAD, FAILED -> Optional.of(new Failure<>(error()));
            case CANCELLED -> Optional.of(new Failure<>(new CancelledError(cancelMessage)));
        };
    }

    /// Gives it its result.
    ///
    /// @throws InvalidStateException if it is done already
    public void setResult(T result) {
        loop.checkThread();
        finish(State.FINISHED, result);
    }

    /// Makes it fail.
    ///
    /// @throws InvalidStateException if it is done already
    public void setException(Throwable error) {
        loop.checkThread();
        fail(Objects.requireNonNull(error, "setException needs an error, was null"));
    }

    /// Cancels it at once. Whoever waits for it gets a [CancelledError].
    ///
    /// @return false if it was done already
    public final boolean cancel() {
        return cancel(null);
    }

    /// Cancels it with a message for the [CancelledError].
    @Override
    public boolean cancel(@Nullable String message) {
        loop.checkThread();
        markRead();
        return becomeCancelled(message, null);
    }

    /// Has the callback called, by the loop and in a copy of the current context, once this is done.
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
        addDoneCallback(callback, Current.get().context.snapshot());
    }

    /// Has the callback called in this very context.
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context) {
        loop.checkThread();
        whenDone(new DoneHandle(this, callback, context));
    }

    /// Takes back a callback, wherever it was added.
    ///
    /// @return how many were removed
    public int removeDoneCallback(Consumer<?> callback) {
        if (waiting instanceof DoneHandle handle && handle.isFor(callback)) {
            waiting = null;
            return 1;
        }
        if (!(waiting instanceof List<?> list)) return 0;
        int before = list.size();
        list.removeIf(due -> due instanceof DoneHandle handle && handle.isFor(callback));
        return before - list.size();
    }

    /// A view of this for code that knows `java.util.concurrent`: done when this is; cancelling it cancels this. It
    /// may be used from any thread.
    public final CompletableFuture<T> toCompletableFuture() {
        return Interop.toCompletableFuture(this);
    }

    @Override
    public final Coroutine<T> toCoroutine() {
        return new Coroutine<>(this::await);
    }

    /// Suspends the current task until this is done; returns at once if it already is.
    T await() {
        if (!done()) Current.get().awaiter().waitFor(this);
        return awaited();
    }

    /// The result, for whoever has awaited it.
    final T awaited() {
        if (state == State.FAILED || state == State.FAILED_UNREAD) Awaiters.note(error());
        if (state != State.CANCELLED) return result();
        try {
            return result();
        } catch (CancelledError cancelled) {
            Awaiters.note(cancelled);
            throw cancelled;
        }
    }

    // For the library's own use, below.

    @Override
    void run(EventLoop running) {
        throw new AssertionError("a plain future is never queued");
    }

    /// Queues this entry once the future is done; at once, behind what is due, if it already is.
    final void whenDone(Due due) {
        if (done()) loop.soon(due);
        else if (waiting == null) waiting = due;
        else addToList(due);
    }

    @SuppressWarnings("unchecked")
    private void addToList(Due due) {
        if (waiting instanceof List<?> list) ((List<Due>) list).add(due);
        else waiting = new ArrayList<>(List.of((Due) waiting, due));
    }

    /// Takes back an entry that [#whenDone] was given.
    final void forget(Due due) {
        if (waiting == due) waiting = null;
        else if (waiting instanceof List<?> list) list.remove(due);
    }

    final void fail(Throwable error) {
        Throwable stored = error instanceof StopIteration
                ? new IllegalStateException(
                        "StopIteration interacts badly with generators and cannot be raised into a Future", error)
                : error;
        finish(State.FAILED_UNREAD, stored);
        loop.leftovers.noteFailed(this);
    }

    /// Becomes cancelled, if it is not done. The next one to ask for the result gets this very error; later ones get
    /// new ones.
    final boolean becomeCancelled(@Nullable String message, @Nullable CancelledError error) {
        if (done()) return false;
        cancelMessage = message;
        finish(State.CANCELLED, error);
        return true;
    }

    /// Keeps something here until the future is done: a task its code, until it starts.
    final void stash(@Nullable Object something) {
        outcome = something;
    }

    final @Nullable Object stashed() {
        return outcome;
    }

    final boolean unread() {
        return state == State.FAILED_UNREAD;
    }

    final void markRead() {
        if (state == State.FAILED_UNREAD) state = State.FAILED;
    }

    /// The error that a failed or cancelled future hands to whoever asks now.
    final Throwable takeError() {
        markRead();
        if (state == State.FAILED) return error();
        Object once = outcome;
        outcome = null;
        return once != null ? (CancelledError) once : new CancelledError(cancelMessage);
    }

    /// The error of a future that has none to give but by throwing: it failed or was cancelled. `null` if it is fine.
    final @Nullable Throwable failure() {
        return state == State.PENDING || state == State.FINISHED ? null : takeError();
    }

    /// The error of a failed future, without counting as having been read.
    final @Nullable Throwable peekError() {
        return state == State.FAILED || state == State.FAILED_UNREAD ? error() : null;
    }

    /// Tells whether whoever asks for the result gets a [CancelledError].
    final boolean failsByCancel() {
        return cancelled() || peekError() instanceof CancelledError;
    }

    final void finish(T result) {
        finish(State.FINISHED, result);
    }

    private void finish(State end, @Nullable Object with) {
        if (state != State.PENDING) throw new InvalidStateException("invalid state: " + describeState());
        state = end;
        outcome = with;
        Object queue = waiting;
        waiting = null;
        if (queue instanceof Due due) loop.soon(due);
        else if (queue instanceof List<?> list) list.forEach(due -> loop.soon((Due) due));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // finish(FINISHED, …) put a T there
    private T value() {
        return (T) outcome;
    }

    private Throwable error() {
        if (outcome instanceof Throwable error) return error;
        throw new AssertionError("failed without an error");
    }

    String describeState() {
        return switch (state) {
            case PENDING -> "pending";
            case CANCELLED -> "cancelled";
            case FINISHED -> "finished result=" + outcome;
            case FAILED_UNREAD, FAILED -> "finished exception=" + outcome;
        };
    }

    /// `<Future pending>`, with the result or the error once there is one.
    @Override
    public String toString() {
        return "<Future " + describeState() + ">";
    }
}

package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.Iterator;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A body of code that gives out values one by one and stands still in between, as a Python function with `yield`
/// does. Made by [Asyncio#generator]. It runs only while somebody asks for a value, on the thread of whoever asks,
/// and once.
///
/// ```
///            next            yield
///   created ──────▶ running ───────▶ suspended ──┐
///      │              │   ▲              │       │ close
///      │ close        │   └──── next ────┘       ▼
///      └──────────────┴── the body ends ─────▶ closed
/// ```
///
/// A generator that is left before its end keeps its `finally` blocks waiting: close it, best with `try (…)`.
///
/// @param <T> the values
@SuppressWarnings("IterableAndIterator") // as in Python: a generator is walked once, and says so
public final class Generator<T extends @Nullable Object> extends Owed
        implements Iterator<T>, Iterable<T>, AutoCloseable {
    private enum State {
        CREATED,
        RUNNING,
        SUSPENDED,
        CLOSED
    }

    private final FunctionWith<Yielder<T>, ?> body;
    private final @Nullable StackTraceElement origin; // in debug mode
    private @Nullable EventLoop debugged; // from the first value to the end: the loop that tells of it
    private State state = State.CREATED;
    private @Nullable Fiber fiber; // once it is pulled

    // What passes between the two stacks.
    private @Nullable T value; // the last one yielded
    private boolean ahead; // it has been looked at by hasNext, and not been taken
    private @Nullable Object sent;
    private @Nullable Throwable thrown;
    private @Nullable Object returned; // what the body gave back, until the first StopIteration tells it
    private @Nullable Throwable failure;

    Generator(FunctionWith<Yielder<T>, ?> body) {
        this.body = body;
        this.origin = Leftovers.tracking && isDebugged(Current.get().loop) ? Places.caller() : null;
    }

    private static boolean isDebugged(@Nullable EventLoop loop) {
        return loop != null && loop.getDebug();
    }

    /// Tells whether there is another value; to know, it runs the body up to its next `yield`.
    @Override
    public boolean hasNext() {
        if (ahead) return true;
        if (state == State.CLOSED) return false;
        resume();
        ahead = state == State.SUSPENDED;
        return ahead;
    }

    /// The next value.
    ///
    /// @throws StopIteration if the body has ended; the first one carries what it returned
    @Override
    public T next() {
        if (!hasNext()) throw end();
        ahead = false;
        return value();
    }

    /// Goes on with the body, whose `yield` gives it this, and returns the next value. `send(null)` is [#next].
    ///
    /// @throws StopIteration if the body ends
    /// @throws IllegalArgumentException if there is something to send and the body is not at a `yield` yet
    /// @throws IllegalStateException if [#hasNext] has run the body ahead already
    public T send(@Nullable Object message) {
        if (message != null && state == State.CREATED) {
            throw new IllegalArgumentException("can't send non-None value to a just-started generator");
        }
        if (ahead) {
            throw new IllegalStateException(
                    "send after hasNext: the body is at its next yield already; take that value with next() first");
        }
        return resumeWith(message);
    }

    /// Goes on with the body, whose `yield` throws this. The body may catch it and yield another value, which is
    /// returned.
    ///
    /// @throws StopIteration if the body catches it and ends; else what the body throws
    public T throwInto(Throwable error) {
        checkNotRunning();
        if (state == State.CREATED) state = State.CLOSED;
        if (state == State.CLOSED) throw Sneaky.rethrow(error);
        ahead = false;
        thrown = error;
        return resumeWith(null);
    }

    /// Ends the generator: its `yield` throws a [GeneratorExit], and the `finally` blocks around it run. Does
    /// nothing once it has ended.
    ///
    /// @throws IllegalStateException if the body answers with another value
    @Override
    public void close() {
        checkNotRunning();
        if (state == State.CREATED) state = State.CLOSED;
        if (state == State.CLOSED) return;
        ahead = false;
        thrown = new GeneratorExit();
        try {
            resume();
        } catch (GeneratorExit | StopIteration _) {
            return;
        }
        returned = null;
        if (state != State.CLOSED) throw new IllegalStateException("generator ignored GeneratorExit");
    }

    /// This generator: it can be walked once.
    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /// Gives every value to the consumer. A generator that has not started runs on the caller's stack then, which
    /// makes this a hundred times quicker than pulling.
    @Override
    public void forEach(Consumer<? super T> action) {
        forEachRemaining(action);
    }

    /// As [#forEach].
    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        if (state == State.CREATED) push(action);
        else while (hasNext()) action.accept(next());
    }

    /// The values as a stream, which closes the generator when it is closed.
    public Stream<T> stream() {
        var values = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(values, false).onClose(this::close);
    }

    // Called by the Yielder, on the body's stack.

    /// Suspends the body with a value for the consumer; gives or throws what the consumer passes in.
    @Nullable
    Object handOver(T next) {
        value = next;
        Fiber own = fiber;
        if (own == null) throw new IllegalStateException("yield outside the generator's body");
        own.suspend();
        Throwable error = thrown;
        if (error != null) {
            thrown = null;
            throw Sneaky.rethrow(error);
        }
        Object message = sent;
        sent = null;
        return message;
    }

    boolean isUnstarted() {
        return state == State.CREATED;
    }

    /// Runs the whole body inside another generator's, whose yielder it uses.
    @Nullable
    Object runInside(Yielder<T> yielder) {
        state = State.RUNNING;
        try {
            return callBody(yielder);
        } finally {
            state = State.CLOSED;
        }
    }

    void consumerFailed(Throwable error) {
        failure = error;
    }

    // The consumer's side.

    T resumeWith(@Nullable Object message) {
        if (ahead) return next();
        if (state == State.CLOSED) throw end();
        checkNotRunning();
        sent = message;
        resume();
        if (state == State.CLOSED) throw end();
        return value();
    }

    /// Runs the body up to its next yield, or to its end.
    private void resume() {
        checkNotRunning();
        Fiber stack = fiber;
        Current current = Current.get();
        if (stack == null) {
            fiber = stack = Fiber.of(this::runBody);
            if (origin != null) begun(current.loop);
        }
        Task<?> awaiter = current.awaiter;
        current.awaiter = null;
        state = State.RUNNING;
        stack.resume();
        current.awaiter = awaiter;
        if (!stack.done()) {
            state = State.SUSPENDED;
            return;
        }
        state = State.CLOSED;
        fiber = null;
        value = null;
        if (debugged != null) debugged.leftovers.owesNoMore(this);
        throwFailure();
    }

    private void begun(@Nullable EventLoop loop) {
        if (loop == null) return;
        debugged = loop;
        loop.leftovers.owes(this);
    }

    private void checkNotRunning() {
        if (state == State.RUNNING) throw new IllegalStateException("generator already executing");
    }

    private void runBody() {
        try {
            returned = callBody(new Yielder<>(this, null));
        } catch (Throwable error) {
            failure = error;
        }
    }

    private void push(Consumer<? super T> action) {
        Current current = Current.get();
        Task<?> awaiter = current.awaiter;
        var yielder = new Yielder<>(this, action);
        current.awaiter = null;
        state = State.RUNNING;
        try {
            returned = callBody(yielder);
        } catch (Throwable error) {
            if (failure == null) failure = error;
            else if (!(error instanceof GeneratorExit)) failure.addSuppressed(error); // the consumer's comes first
        } finally {
            state = State.CLOSED;
            current.awaiter = awaiter;
        }
        throwFailure();
    }

    private @Nullable Object callBody(Yielder<T> yielder) {
        try {
            return body.apply(yielder);
        } catch (StopIteration stray) {
            throw new IllegalStateException("generator raised StopIteration", stray); // PEP 479
        } catch (Exception error) {
            throw Sneaky.rethrow(error);
        }
    }

    private void throwFailure() {
        Throwable error = failure;
        failure = null;
        if (error != null) throw Sneaky.rethrow(error);
    }

    private StopIteration end() {
        Object last = returned;
        returned = null;
        return new StopIteration(last);
    }

    @SuppressWarnings("NullAway") // where T is not nullable the body yields no null
    private T value() {
        return value;
    }

    @Override
    Object thing() {
        return this;
    }

    @Override
    @Nullable
    Task<?> user() {
        return null;
    }

    @Override
    String report() {
        return "generator" + Places.named(origin) + " was left before its end" + Places.madeAt(origin)
                + ": if it has finally blocks they have not run; close it, best by try (var g = …)";
    }

    /// `<generator suspended>`.
    @Override
    public String toString() {
        return "<generator " + state.name().toLowerCase(Locale.ROOT) + ">";
    }
}

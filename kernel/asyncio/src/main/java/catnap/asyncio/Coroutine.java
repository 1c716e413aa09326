package catnap.asyncio;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Code that has not run yet, as a call of an `async def` function gives it: it runs once, when it is awaited or
/// given to a task, and not before. Made by [Asyncio#async(Callable)].
///
/// @param <T> what the code gives back
public final class Coroutine<T extends @Nullable Object> implements Awaitable<T> {
    private @Nullable Callable<T> body; // null once started or given to a task
    private final @Nullable Tracked tracked; // while Leftovers are tracked

    Coroutine(Callable<T> body) {
        this.body = body;
        this.tracked = Leftovers.tracking ? Leftovers.track(this) : null;
    }

    /// Gives up this coroutine: it will not run, and nobody reports it as never awaited. Does nothing once it has
    /// started.
    public void close() {
        if (body != null) claim();
    }

    @Override
    public Coroutine<T> toCoroutine() {
        return this;
    }

    /// Runs the code on the caller's stack: a plain call, no pass of the loop goes by.
    T run() {
        return call(claim());
    }

    /// Runs code that was claimed.
    static <T extends @Nullable Object> T call(Callable<T> code) {
        try {
            return code.call();
        } catch (StopIteration stray) {
            throw strayStop(stray);
        } catch (Exception error) {
            throw Sneaky.rethrow(error);
        }
    }

    /// A StopIteration that a body lets out would end somebody's loop in silence (PEP 479).
    static IllegalStateException strayStop(StopIteration stray) {
        return new IllegalStateException("coroutine raised StopIteration", stray);
    }

    /// Takes the code out, for whoever is going to run it: nobody else can.
    Callable<T> claim() {
        Callable<T> code = body;
        if (code == null) throw new IllegalStateException("cannot reuse already awaited coroutine");
        body = null;
        if (tracked != null) Leftovers.untrack(tracked);
        return code;
    }

    /// Where it was made, where that is known: in debug mode and in a notebook.
    public Optional<StackTraceElement> madeAt() {
        return Optional.ofNullable(origin());
    }

    /// The task in whose code it was made, where that is known: in debug mode and in a notebook.
    public Optional<Task<?>> madeBy() {
        return tracked == null ? Optional.empty() : Optional.ofNullable(tracked.maker);
    }

    /// Tells whether it has been awaited, given to a task, or closed: it cannot be any more.
    public boolean started() {
        return body == null;
    }

    /// Where it was made, as far as known.
    @Nullable
    StackTraceElement origin() {
        return tracked == null ? null : tracked.origin;
    }

    /// `<coroutine getCatFact at Lesson.java:12>`; the place is known in debug mode and in a notebook.
    @Override
    public String toString() {
        StackTraceElement origin = origin();
        return origin == null ? "<coroutine>" : "<coroutine " + Places.describe(origin) + ">";
    }
}

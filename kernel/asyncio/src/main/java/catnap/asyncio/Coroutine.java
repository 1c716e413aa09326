package catnap.asyncio;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Code that has not run yet, as a call of an `async def` function gives it: it runs once, when it is awaited or
/// given to a task, and not before. Made by [Asyncio#async(Callable)].
///
/// @param <T> what the code gives back
public final class Coroutine<T extends @Nullable Object> implements Awaitable<T> {
    private @Nullable Callable<T> body; // null once started
    private final @Nullable StackTraceElement origin; // known while Leftovers are tracked

    // The list of those not started yet, while Leftovers are tracked.
    @Nullable
    Coroutine<?> previous;

    @Nullable
    Coroutine<?> next;

    Coroutine(Callable<T> body) {
        this.body = body;
        this.origin = Leftovers.tracked ? Leftovers.track(this) : null;
    }

    /// Gives up this coroutine: it will not run, and nobody reports it as never awaited. Does nothing once it has
    /// started.
    public void close() {
        if (body != null) start();
    }

    @Override
    public Coroutine<T> toCoroutine() {
        return this;
    }

    /// Runs the code on the caller's stack: a plain call, no pass of the loop goes by.
    T run() {
        Callable<T> code = start();
        try {
            return code.call();
        } catch (StopIteration stray) {
            throw new IllegalStateException("coroutine raised StopIteration", stray); // PEP 479
        } catch (Exception error) {
            throw Sneaky.rethrow(error);
        }
    }

    private Callable<T> start() {
        Callable<T> code = body;
        if (code == null) throw new IllegalStateException("cannot reuse already awaited coroutine");
        body = null;
        if (origin != null) Leftovers.untrack(this);
        return code;
    }

    /// The name of the method that made this coroutine and where, as far as known.
    @Nullable
    StackTraceElement origin() {
        return origin;
    }

    /// `<coroutine getCatFact at Lesson.java:12>`; the place is known in debug mode and in a notebook.
    @Override
    public String toString() {
        return origin == null ? "<coroutine>" : "<coroutine " + Places.describe(origin) + ">";
    }
}

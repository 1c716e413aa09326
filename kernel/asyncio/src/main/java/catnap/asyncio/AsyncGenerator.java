package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A generator whose body may await. Made by [Asyncio#asyncGenerator]; walked with [Asyncio#each] or
/// [Asyncio#asyncFor].
///
/// The body has a stack of its own. Where it yields, whoever awaits the next value goes on; where it awaits, that
/// one is suspended with it.
///
/// @param <T> the values
public final class AsyncGenerator<T extends @Nullable Object> extends Owed implements AsyncIterator<T> {
    private final BodyWith<AsyncYielder<T>> body;
    private final @Nullable StackTraceElement origin = Leftovers.tracking ? Places.caller() : null;
    private @Nullable Fiber fiber; // from the first value to the end
    private boolean closed;
    private boolean running; // somebody awaits the next value
    private @Nullable Task<?> user; // who awaited a value last
    private boolean told; // that it was left before its end

    // What passes between the two stacks.
    private @Nullable T value;
    private @Nullable Object sent;
    private @Nullable Throwable thrown;
    private @Nullable Throwable failure;
    private @Nullable Task<?> suspended; // the consumer, while it waits because the body awaits
    private @Nullable AsyncGenerator<?> outer; // then: the one whose body the consumer is in
    private boolean waiting; // the body suspended because it awaits, not because it yields
    private @Nullable IllegalStateException refused; // the consumer's stack could not be left

    AsyncGenerator(BodyWith<AsyncYielder<T>> body) {
        this.body = body;
    }

    /// The next value; awaiting it suspends while the body waits.
    @Override
    public Coroutine<T> anext() {
        return asend(null);
    }

    /// Goes on with the body, whose `yield` gives it this, and gives the next value. Awaiting it suspends while the
    /// body waits; at the end it throws a [StopAsyncIteration].
    public Coroutine<T> asend(@Nullable Object message) {
        return new Coroutine<>(() -> {
            enter("asend()");
            if (message != null && fiber == null && !closed) {
                throw new IllegalArgumentException("can't send non-None value to a just-started async generator");
            }
            sent = message;
            return step();
        });
    }

    /// Goes on with the body, whose `yield` throws this, and gives the value that it yields in answer. Awaiting it
    /// suspends while the body waits.
    public Coroutine<T> athrow(Throwable error) {
        return new Coroutine<>(() -> {
            enter("athrow()");
            if (fiber == null && !closed) {
                closed = true;
                throw Sneaky.rethrow(error);
            }
            thrown = error;
            return step();
        });
    }

    /// Ends the generator: its `yield` throws a [GeneratorExit], and the `finally` blocks around it run and may
    /// await. Awaiting it suspends while they do.
    public Coroutine<@Nullable Void> aclose() {
        return Asyncio.async(() -> {
            enter("aclose()");
            if (fiber == null) {
                closed = true;
                return;
            }
            thrown = new GeneratorExit();
            try {
                step();
            } catch (GeneratorExit | StopAsyncIteration _) {
                return;
            }
            throw new IllegalStateException("async generator ignored GeneratorExit");
        });
    }

    private void enter(String what) {
        if (running)
            throw new IllegalStateException(
                    what.replace("asend", "anext") + ": asynchronous generator is already running");
    }

    /// Runs the body up to its next yield or its end, on behalf of the current task.
    private T step() {
        if (closed) throw new StopAsyncIteration();
        Task<?> task = Current.get().awaiter();
        Fiber stack = fiber;
        if (stack == null) {
            fiber = stack = Fiber.of(this::runBody);
            task.loop.asyncGenerators.add(this);
        }
        running = true;
        user = task;
        drive(stack, task);
        running = false;
        if (stack.done()) throw ended(task.loop);
        return value();
    }

    /// Resumes the body until it yields; while it waits, so does the consumer.
    private void drive(Fiber stack, Task<?> task) {
        AsyncGenerator<?> outer = Current.get().asyncGenerator;
        do {
            if (waiting) waitOutside(task, outer);
            Current current = Current.get();
            current.asyncGenerator = this;
            stack.resume();
            current.asyncGenerator = outer;
        } while (waiting);
    }

    private void waitOutside(Task<?> task, @Nullable AsyncGenerator<?> outer) {
        waiting = false;
        this.outer = outer;
        suspended = task;
        try {
            task.parkFor(outer);
        } catch (IllegalStateException impossible) {
            refused = impossible;
        }
        suspended = null;
    }

    /// The stacks of the generators inside of which a suspended task waits, innermost first.
    static List<StackTraceElement[]> stacksInside(Task<?> task) {
        var stacks = new ArrayDeque<StackTraceElement[]>();
        AsyncGenerator<?> next = null;
        while ((next = within(next, task)) != null && next.fiber != null) stacks.addFirst(next.fiber.stack());
        return List.copyOf(stacks);
    }

    /// The next generator inwards.
    private static @Nullable AsyncGenerator<?> within(@Nullable AsyncGenerator<?> outer, Task<?> task) {
        for (AsyncGenerator<?> each : task.loop.asyncGenerators) {
            if (each.suspended == task && each.outer == outer) return each;
        }
        return null;
    }

    private RuntimeException ended(EventLoop loop) {
        closed = true;
        fiber = null;
        value = null;
        user = null;
        loop.asyncGenerators.remove(this);
        Throwable error = failure;
        failure = null;
        return error != null ? Sneaky.rethrow(error) : new StopAsyncIteration();
    }

    // On the body's stack.

    private void runBody() {
        try {
            body.run(new AsyncYielder<>(this));
        } catch (StopAsyncIteration | StopIteration stray) {
            failure = new IllegalStateException(
                    "async generator raised " + stray.getClass().getSimpleName(), stray); // PEP 479
        } catch (Throwable error) {
            failure = error;
        }
    }

    /// Suspends the body because it awaits: the task waits, this generator with it.
    void parkInside() {
        waiting = true;
        try {
            leave();
        } catch (IllegalStateException | StackOverflowError here) {
            waiting = false;
            throw here;
        }
        IllegalStateException impossible = refused;
        refused = null;
        if (impossible != null) throw impossible;
    }

    @Nullable
    Object handOver(T next) {
        value = next;
        leave();
        Throwable error = thrown;
        if (error != null) {
            thrown = null;
            throw Sneaky.rethrow(error);
        }
        Object message = sent;
        sent = null;
        return message;
    }

    private void leave() {
        Fiber own = fiber;
        if (own == null) throw new IllegalStateException("yield outside the async generator's body");
        own.suspend();
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
        return user;
    }

    @Override
    @Nullable
    String report() {
        if (told) return null;
        told = true;
        return "async generator" + Places.named(origin) + " was left before its end" + Places.madeAt(origin)
                + ", and its finally blocks have not run: close it, best by asyncWith(aclosing(generator), …)";
    }

    /// `<async_generator running>`.
    @Override
    public String toString() {
        return "<async_generator " + (closed ? "closed" : running ? "running" : fiber == null ? "created" : "suspended")
                + ">";
    }
}

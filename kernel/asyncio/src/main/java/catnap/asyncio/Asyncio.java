package catnap.asyncio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The functions that async code is written with, to be imported statically. They only forward to where the work is
/// done.
///
/// ```java
/// Coroutine<String> greet(String name) {
///     return async(() -> {
///         await(sleep(1));
///         return "Hello, " + name;
///     });
/// }
/// println(run(greet("Tom"))); // → Hello, Tom
/// ```
public final class Asyncio extends OutsideWorld {

    // Coroutines.

    /// A coroutine that runs this code once it is awaited or made a task; making it runs nothing.
    public static <T extends @Nullable Object> Coroutine<T> async(Callable<T> code) {
        return new Coroutine<>(code);
    }

    /// A coroutine of code that gives nothing back.
    public static Coroutine<@Nullable Void> async(Body code) {
        return new Coroutine<>(callable(code));
    }

    /// Suspends the current task until this is done, and gives its result; returns at once if it already is. A
    /// coroutine runs
    /// right here, as a plain call. An error comes out as itself, not wrapped.
    ///
    /// @throws IllegalStateException outside a coroutine, in a callback, or in a plain generator
    /// @throws CancelledError if the task is cancelled, or what it waits for was
    public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
        if (awaitable instanceof AsyncFuture<T> future) return future.await();
        var _ = Current.get().awaiterOf(awaitable);
        return awaitable.toCoroutine().run();
    }

    /// Suspends the current task until the stage is complete. Cancelling the task cancels the stage.
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        var task = Current.get().awaiter();
        if (stage instanceof CompletableFuture<T> future && future.state() == Future.State.SUCCESS)
            return future.resultNow();
        return Interop.wrap(task.loop, stage).await();
    }

    /// Runs a coroutine in a loop of its own, from the first line to the last, and gives its result: the way into
    /// async code. At the end what is left of its tasks is cancelled and waited for.
    ///
    /// @throws IllegalStateException inside a task: use `await` there
    public static <T extends @Nullable Object> T run(Awaitable<T> main) {
        try (var runner = new Runner()) {
            return runner.run(main);
        }
    }

    /// Suspends the task that awaits it for that many seconds; `sleep(0)` lets everybody else have one turn.
    public static Coroutine<@Nullable Void> sleep(double seconds) {
        return sleep(seconds, null);
    }

    /// Suspends the task that awaits it for that long.
    public static Coroutine<@Nullable Void> sleep(Duration duration) {
        return sleep(duration, null);
    }

    /// Suspends the task that awaits it for that many seconds, and then gives it this.
    public static <T extends @Nullable Object> Coroutine<T> sleep(double seconds, T result) {
        long nanos = Seconds.toNanos(seconds);
        return new Coroutine<>(() -> {
            Sleep.pause(nanos);
            return result;
        });
    }

    /// Suspends the task that awaits it for that long, and then gives it this.
    public static <T extends @Nullable Object> Coroutine<T> sleep(Duration duration, T result) {
        return sleep(Seconds.toNanos(duration) / 1e9, result);
    }

    // Tasks and loops.

    /// A task that runs the coroutine; it begins in the loop's next pass, not before.
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return Current.runningLoop("createTask").createTask(coroutine);
    }

    /// A task with a name.
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return Current.runningLoop("createTask").createTask(coroutine, name);
    }

    /// A task whose steps run in this very context.
    public static <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, Context context) {
        return Current.runningLoop("createTask").createTask(coroutine, name, context);
    }

    /// A task that has run up to its first wait when this returns, and has ended if it does not wait:
    /// `loop.setTaskFactory(Asyncio::eagerTaskFactory)` makes all tasks of the loop so.
    public static <T extends @Nullable Object> Task<T> eagerTaskFactory(
            EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
        return Task.of(loop, coroutine, name, context, true);
    }

    /// The task whose step this is; `null` in a callback.
    ///
    /// @throws IllegalStateException if no loop runs on this thread
    public static @Nullable Task<?> currentTask() {
        return Current.runningLoop("currentTask").currentTask();
    }

    /// The task whose step this loop runs; `null` between steps and in a callback.
    public static @Nullable Task<?> currentTask(EventLoop loop) {
        return loop.currentTask();
    }

    /// The tasks of the running loop that are not done.
    public static Set<Task<?>> allTasks() {
        return Current.runningLoop("allTasks").allTasks();
    }

    /// The tasks of this loop that are not done.
    public static Set<Task<?>> allTasks(EventLoop loop) {
        return loop.allTasks();
    }

    /// The loop that runs on this thread.
    ///
    /// @throws IllegalStateException if none does
    public static EventLoop getRunningLoop() {
        return Current.runningLoop("getRunningLoop");
    }

    /// The awaitable as a future: itself if it is one, else a task that runs it.
    public static <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> awaitable) {
        return Current.runningLoop("ensureFuture").ensureFuture(awaitable);
    }

    /// The stage as a future of the running loop; cancelling one cancels the other.
    public static <T extends @Nullable Object> AsyncFuture<T> wrapFuture(CompletionStage<T> stage) {
        return Interop.wrap(Current.runningLoop("wrapFuture"), stage);
    }

    /// A copy of the current context.
    public static Context copyContext() {
        return Current.get().context.copy();
    }

    // Many at once.

    /// Runs all of these at once; the result is the list of their results, in this order. The first to fail makes
    /// it fail at once, and the others run on; [Gathering#returnExceptions] has failures as results instead.
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> Gathering<T> gather(Awaitable<? extends T>... awaitables) {
        return Gathering.of(List.of(awaitables));
    }

    /// Runs all of these at once.
    public static <T extends @Nullable Object> Gathering<T> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gathering.of(awaitables);
    }

    /// Suspends the task that awaits it until all of these are done. It cancels none, not even if it is cancelled
    /// itself, and throws none of their errors.
    public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitTasks(Collection<? extends F> tasks) {
        return waitTasks(tasks, ReturnWhen.ALL_COMPLETED);
    }

    /// Suspends the task that awaits it until enough of these are done.
    public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitTasks(
            Collection<? extends F> tasks, ReturnWhen returnWhen) {
        return new Coroutine<>(() -> Waiting.until(tasks, returnWhen, null));
    }

    /// Suspends the task that awaits it until all of these are done, or for so many seconds. That time is over is
    /// no error here: some are still pending then.
    public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitTasks(
            Collection<? extends F> tasks, double timeout) {
        return waitTasks(tasks, ReturnWhen.ALL_COMPLETED, timeout);
    }

    /// Suspends the task that awaits it until enough of these are done, or for so many seconds.
    public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitTasks(
            Collection<? extends F> tasks, ReturnWhen returnWhen, double timeout) {
        return new Coroutine<>(() -> Waiting.until(tasks, returnWhen, timeout));
    }

    /// All of these, running at once, in the order in which they end.
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> AsCompleted<T> asCompleted(Awaitable<? extends T>... awaitables) {
        return AsCompleted.of(List.of(awaitables), null);
    }

    /// All of these in the order in which they end.
    public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return AsCompleted.of(awaitables, null);
    }

    /// All of these in the order in which they end, for so many seconds from now; asking for one that has not ended
    /// by then throws an [AsyncTimeoutException].
    public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables, double timeout) {
        return AsCompleted.of(awaitables, timeout);
    }

    /// All of these in the order in which they end, for so long from now.
    public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
        return AsCompleted.of(awaitables, Seconds.of(timeout));
    }

    /// A future that ends as this does, but that can be cancelled while this runs on.
    public static <T extends @Nullable Object> AsyncFuture<T> shield(Awaitable<T> awaitable) {
        return Shield.around(Current.runningLoop("shield").ensureFuture(awaitable));
    }

    // Time limits.

    /// Suspends the task that awaits it until this is done, for so many seconds at most. When they are over this is
    /// cancelled, and once that has happened an [AsyncTimeoutException] is thrown; should this refuse and give a
    /// result, then it is the result.
    public static <T extends @Nullable Object> Coroutine<T> waitFor(Awaitable<T> awaitable, double timeout) {
        return new Coroutine<>(() -> Timeout.limit(awaitable, timeout));
    }

    /// Suspends the task that awaits it until this is done, for so long at most; `null` is for ever.
    public static <T extends @Nullable Object> Coroutine<T> waitFor(
            Awaitable<T> awaitable, @Nullable Duration timeout) {
        return new Coroutine<>(() -> Timeout.limit(awaitable, Seconds.of(timeout)));
    }

    /// A deadline so many seconds from now, for a body of code: `asyncWith(timeout(10), () -> { … })`.
    public static Timeout timeout(double seconds) {
        return Timeout.after(seconds);
    }

    /// A deadline so long from now; `null` is no deadline, so that one can be set later.
    public static Timeout timeout(@Nullable Duration delay) {
        return Timeout.after(Seconds.of(delay));
    }

    /// A deadline at that time of [EventLoop#time].
    public static Timeout timeoutAt(double when) {
        return new Timeout(Seconds.toNanos(when));
    }

    // Where everybody stands.

    /// Where the current task stands and who waits for it; `null` in a callback.
    ///
    /// @throws IllegalStateException if no loop runs on this thread
    public static @Nullable FutureCallGraph captureCallGraph() {
        return CallGraphs.ofCurrent(Integer.MAX_VALUE);
    }

    /// Where a task stands and who waits for it.
    public static FutureCallGraph captureCallGraph(AsyncFuture<?> future) {
        return CallGraphs.of(future, Integer.MAX_VALUE);
    }

    /// Where a task stands and who waits for it, with so many frames of each stack: the newest ones, or, if the
    /// number is negative, the oldest.
    public static FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
        return CallGraphs.of(future, limit);
    }

    /// Prints where the current task stands and who waits for it.
    public static void printCallGraph() {
        FutureCallGraph graph = captureCallGraph();
        if (graph != null) IO.print(graph.format());
    }

    /// Prints where a task stands and who waits for it.
    public static void printCallGraph(AsyncFuture<?> future) {
        printCallGraph(future, Integer.MAX_VALUE);
    }

    /// Prints the same with so many frames of each stack, as [#captureCallGraph(AsyncFuture, int)] takes them.
    public static void printCallGraph(AsyncFuture<?> future, int limit) {
        IO.print(captureCallGraph(future, limit).format());
    }

    // Generators.

    /// A generator; the body begins when the first value is asked for.
    public static <T extends @Nullable Object> Generator<T> generator(BodyWith<Yielder<T>> body) {
        return new Generator<>(body);
    }

    /// A generator whose body returns something: [StopIteration#value], or what `yieldFrom` gives.
    public static <T extends @Nullable Object> Generator<T> generator(FunctionWith<Yielder<T>, ?> body) {
        return new Generator<>(body);
    }

    /// A generator whose body may await.
    public static <T extends @Nullable Object> AsyncGenerator<T> asyncGenerator(BodyWith<AsyncYielder<T>> body) {
        return new AsyncGenerator<>(body);
    }

    /// The whole numbers from zero up to this one: `for (int i : range(3))`. A lambda may use such an `i`.
    public static Iterable<Integer> range(int end) {
        return new Range(end);
    }

    // Async for, async with.

    /// What `async for` walks, for a plain `for`: each step suspends the current task until there is a value.
    public static <T extends @Nullable Object> Iterable<T> each(AsyncIterable<T> source) {
        return () -> new Each<>(source.aiter());
    }

    /// Runs the body for every value (`async for`). Suspends while it waits for one.
    public static <T extends @Nullable Object> void asyncFor(AsyncIterable<T> source, BodyWith<? super T> body) {
        for (T value : each(source)) call(body, value);
    }

    /// Starts a walk.
    public static <T extends @Nullable Object> AsyncIterator<T> aiter(AsyncIterable<T> source) {
        return source.aiter();
    }

    /// Starts a walk over what this publishes; to be closed, best by `try (…)`, as the end of the loop comes late.
    public static <T> PublisherIterator<T> aiter(Flow.Publisher<? extends T> publisher) {
        return new PublisherIterator<>(publisher);
    }

    /// Publishes what a walk gives; each subscriber has a walk of its own, on the loop that runs now.
    public static <T> Flow.Publisher<T> toPublisher(AsyncIterable<? extends T> source) {
        return new IterablePublisher<>(source, Current.runningLoop("toPublisher"));
    }

    /// The next value, to be awaited; the end is a [StopAsyncIteration].
    public static <T extends @Nullable Object> Coroutine<T> anext(AsyncIterator<T> iterator) {
        return new Coroutine<>(() -> await(iterator.anext()));
    }

    /// The next value, or this at the end.
    public static <T extends @Nullable Object> Coroutine<T> anext(AsyncIterator<? extends T> iterator, T atEnd) {
        return new Coroutine<>(() -> {
            try {
                return await(iterator.anext());
            } catch (StopAsyncIteration _) {
                return atEnd;
            }
        });
    }

    /// Enters the manager, runs the body with what that gives, and leaves the manager, whatever happens (`async
    /// with`). Suspends while entering and leaving wait.
    ///
    /// @return what the body gives; `null` if it threw and the manager swallowed that
    public static <X extends @Nullable Object, R extends @Nullable Object> @Nullable R asyncWith(
            AsyncContextManager<X> manager, FunctionWith<? super X, ? extends R> body) {
        return Entered.call(manager, body);
    }

    /// The same for a body that gives nothing back.
    public static <X extends @Nullable Object> void asyncWith(
            AsyncContextManager<X> manager, BodyWith<? super X> body) {
        Entered.call(manager, body);
    }

    /// The same for a body that has no use for what entering gives.
    public static <R extends @Nullable Object> @Nullable R asyncWith(AsyncContextManager<?> manager, Callable<R> body) {
        return Entered.call(manager, _ -> body.call());
    }

    /// The same for a body that neither takes nor gives anything.
    public static void asyncWith(AsyncContextManager<?> manager, Body body) {
        asyncWith(manager, callable(body));
    }

    /// A manager for [#asyncWith] that enters by running the body up to its only `yield`, which gives what entering
    /// gives and throws what the code inside throws, and leaves by running the rest.
    public static <T extends @Nullable Object> AsyncContextManager<T> asyncContextManager(
            BodyWith<AsyncYielder<T>> body) {
        return new GeneratedContextManager<>(asyncGenerator(body));
    }

    /// A manager for [#asyncWith] that closes the generator on leaving, also one that was left in the middle.
    public static <T extends @Nullable Object> AsyncContextManager<AsyncGenerator<T>> aclosing(
            AsyncGenerator<T> generator) {
        return asyncContextManager(manager -> {
            try {
                manager.yield(generator);
            } finally {
                await(generator.aclose());
            }
        });
    }

    /// A manager for [#asyncWith] that gives this and does nothing, where another one is to be had only sometimes.
    public static <T extends @Nullable Object> AsyncContextManager<T> nullContext(T entered) {
        return asyncContextManager(manager -> manager.yield(entered));
    }

    static Callable<@Nullable Void> callable(Body code) {
        return () -> {
            code.run();
            return null;
        };
    }

    private static <X extends @Nullable Object> void call(BodyWith<? super X> body, X with) {
        try {
            body.run(with);
        } catch (Exception error) {
            throw Sneaky.rethrow(error);
        }
    }

    private Asyncio() {}
}

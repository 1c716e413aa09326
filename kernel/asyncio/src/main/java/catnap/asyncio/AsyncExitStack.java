package catnap.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Things to be left or closed together, in the reverse of the order in which they were entered; how many they are
/// is known only when the code runs (contextlib's `AsyncExitStack`).
///
/// ```java
/// asyncWith(new AsyncExitStack(), stack -> {
///     var locks = List.of(new AsyncLock(), new AsyncLock());
///     for (var each : locks) await(stack.enterAsyncContext(each));
///     println(locks.getFirst().locked()); // → true
/// });
/// ```
///
/// Every exit is told the error that is on its way, and may swallow it for those further out.
public final class AsyncExitStack implements AsyncContextManager<AsyncExitStack> { // loop thread only
    /// What is to be done at the end, the latest first: given the error, each tells whether it is dealt with.
    private Deque<FunctionWith<@Nullable Throwable, @Nullable Boolean>> exits = new ArrayDeque<>();

    /// A stack of nothing.
    public AsyncExitStack() {}

    /// Enters the manager, which is left with the stack, and gives what entering gives. Suspends the task that
    /// awaits it while entering waits.
    public <X extends @Nullable Object> Coroutine<X> enterAsyncContext(AsyncContextManager<X> manager) {
        return new Coroutine<>(() -> {
            X entered = Asyncio.await(manager.aenter());
            pushAsyncExit(manager);
            return entered;
        });
    }

    /// Has the resource closed with the stack, and gives it back.
    public <C extends AutoCloseable> C enterContext(C resource) {
        callback(resource::close);
        return resource;
    }

    /// Has the manager left with the stack, without entering it here.
    public void pushAsyncExit(AsyncContextManager<?> manager) {
        exits.push(error -> Asyncio.await(manager.aexit(error)));
    }

    /// Has this coroutine made and awaited with the stack; it is not told the error.
    public void pushAsyncCallback(Callable<? extends Awaitable<?>> callback) {
        exits.push(_ -> {
            var _ = Asyncio.await(callback.call());
            return false;
        });
    }

    /// Has this called with the stack; it is not told the error.
    public void callback(Body callback) {
        exits.push(_ -> {
            callback.run();
            return false;
        });
    }

    /// Moves everything to another stack: this one is empty then, and leaving it does nothing.
    public AsyncExitStack popAll() {
        var other = new AsyncExitStack();
        other.exits = exits;
        exits = new ArrayDeque<>();
        return other;
    }

    /// Leaves everything at once. Suspends the task that awaits it while that waits.
    public Coroutine<@Nullable Void> aclose() {
        return new Coroutine<>(() -> {
            leaveAll(null);
            return null;
        });
    }

    /// Gives the stack itself.
    @Override
    public Coroutine<AsyncExitStack> aenter() {
        return new Coroutine<>(() -> this);
    }

    /// As [#aclose]; an exit that throws gives those further out its own error.
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> leaveAll(error));
    }

    /// Leaves everything.
    ///
    /// @return whether the error is dealt with
    private boolean leaveAll(@Nullable Throwable received) {
        Throwable error = received;
        while (!exits.isEmpty()) error = Entered.leave(exits.pop(), error);
        if (error != null && error != received) throw Sneaky.rethrow(error);
        return received != null && error == null;
    }

    /// `<AsyncExitStack of 3>`.
    @Override
    public String toString() {
        return "<AsyncExitStack of " + exits.size() + ">";
    }
}

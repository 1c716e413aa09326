package catnap.asyncio;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The bridges between futures of the loop and those of `java.util.concurrent`.
final class Interop {
    /// A future of this loop that ends as the stage does; cancelling it cancels the stage, and interrupts its work
    /// if the stage can.
    static <T extends @Nullable Object> AsyncFuture<T> wrap(EventLoop loop, CompletionStage<T> stage) {
        var future = new ForeignFuture<T>(
                loop, stage, () -> stage.toCompletableFuture().cancel(true));
        var _ = stage.whenComplete((value, error) -> future.deliver(value, error == null ? null : unwrapped(error)));
        return future;
    }

    /// The error that a stage means: not the wrapper it comes in, and a cancellation as asyncio's.
    static Throwable unwrapped(Throwable error) {
        Throwable inner = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return inner instanceof CancellationException ? new CancelledError(inner.getMessage()) : inner;
    }

    static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(AsyncFuture<T> source) {
        var view = new CompletableFuture<T>();
        source.addDoneCallback(done -> copy(done, view));
        var _ = view.whenComplete((_, _) -> {
            if (view.isCancelled() && !source.loop.isClosed())
                source.loop.callSoonThreadsafe(() -> source.cancel(null));
        });
        return view;
    }

    /// Hands a coroutine to a loop from another thread.
    static <T extends @Nullable Object> CompletableFuture<T> submit(Coroutine<T> coroutine, EventLoop loop) {
        var view = new CompletableFuture<T>();
        Runnable giveUp = () -> view.cancel(false);
        loop.atClose.add(giveUp);
        var _ = view.whenComplete((_, _) -> loop.atClose.remove(giveUp));
        try {
            loop.callSoonThreadsafe(() -> start(coroutine, loop, view));
        } catch (IllegalStateException closed) {
            giveUp.run();
            throw closed;
        }
        return view;
    }

    private static <T extends @Nullable Object> void start(
            Coroutine<T> coroutine, EventLoop loop, CompletableFuture<T> view) {
        Task<T> task;
        try {
            task = loop.createTask(coroutine);
        } catch (IllegalStateException refused) {
            view.completeExceptionally(refused);
            return;
        }
        task.addDoneCallback((AsyncFuture<T> done) -> copy(done, view));
        var _ = view.whenComplete((_, _) -> {
            if (view.isCancelled()) task.cancelThreadsafe(null);
        });
    }

    private static <T extends @Nullable Object> void copy(AsyncFuture<T> done, CompletableFuture<T> view) {
        if (done.cancelled()) {
            view.cancel(false);
            return;
        }
        Throwable error = done.exception();
        if (error != null) view.completeExceptionally(error);
        else view.complete(done.result());
    }

    private Interop() {}
}

package catnap.kernel.picture;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import catnap.asyncio.trace.Recorder;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs code with a recorder beside it.
final class Recording {
    private Recording() {}

    /// Runs code that makes recordings with [#here]: on the loop that runs now, or else on one made for it.
    ///
    /// @param clock that of a loop made for it, if that is wished
    static <R> R on(@Nullable LoopClock clock, Callable<R> recordings) {
        if (clock == null && running().isPresent()) return Asyncio.await(Asyncio.async(recordings));
        var builder = Runner.builder();
        if (clock != null) builder.clock(clock);
        try (var runner = builder.build()) {
            return runner.run(Asyncio.async(recordings));
        }
    }

    private static Optional<EventLoop> running() {
        try {
            return Optional.of(Asyncio.getRunningLoop());
        } catch (IllegalStateException _) {
            return Optional.empty();
        }
    }

    /// Suspends until this has run, and records it.
    static <T extends @Nullable Object> Timeline<T> here(Awaitable<T> code) {
        EventLoop loop = Asyncio.getRunningLoop();
        Task<?> current = Asyncio.currentTask();
        int requests = current == null ? 0 : current.cancelling();
        try (var recorder = Recorder.start(loop, null)) {
            checkLoop(code, loop);
            Task<T> task = code instanceof Task<T> made ? made : loop.createTask(code.toCoroutine());
            try {
                T value = Asyncio.await(task);
                recorder.stop();
                return new Timeline<>(recorder.trace(task), value, null);
            } catch (Throwable error) {
                recorder.stop();
                if (!task.done() || (current != null && current.cancelling() > requests)) throw rethrow(error);
                return new Timeline<>(recorder.trace(task), null, error);
            }
        }
    }

    private static void checkLoop(Awaitable<?> code, EventLoop loop) {
        if (!(code instanceof AsyncFuture<?> future) || future.getLoop().equals(loop)) return;
        throw new IllegalArgumentException("a gather, task or future belongs to the loop where it was made, and this"
                + " picture has a loop of its own: give a coroutine, such as async(() -> await(gather(...)))");
    }

    /// Throws it as it is.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to believe that it is unchecked
    static <E extends Throwable> RuntimeException rethrow(Throwable error) throws E {
        throw (E) error;
    }
}

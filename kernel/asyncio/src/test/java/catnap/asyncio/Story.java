package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened, in order, in a run on a virtual clock, and the actors that the tests share.
final class Story {
    private final List<String> lines = new ArrayList<>();

    private Story() {}

    /// Runs the body as the main coroutine of a loop of its own, and gives the lines it logged. What the loop's
    /// exception handler is told is a line too, so that nothing goes unnoticed.
    static List<String> told(BodyWith<Story> body) {
        var story = new Story();
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.getLoop().setExceptionHandler((_, context) -> story.log("handler:", context.message()));
            runner.run(async(() -> body.run(story)));
        }
        return story.lines;
    }

    /// Adds a line of these words.
    void log(@Nullable Object... words) {
        lines.add(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /// An error as its class and message.
    static String show(@Nullable Throwable error) {
        if (error == null) return "none";
        String message = error.getMessage();
        return error.getClass().getSimpleName() + "(" + (message == null ? "" : message) + ")";
    }

    /// How awaiting this ends.
    static <T extends @Nullable Object> String outcome(Awaitable<T> awaitable) {
        return attempt(() -> await(awaitable));
    }

    /// How this code ends.
    static String attempt(Callable<?> code) {
        try {
            return String.valueOf(code.call());
        } catch (Throwable error) {
            return show(error);
        }
    }

    /// How this code ends.
    static String attempt(Body code) {
        return attempt(() -> {
            code.run();
            return "fine";
        });
    }

    /// The task that runs this.
    static Task<?> me() {
        return Objects.requireNonNull(Asyncio.currentTask());
    }

    /// Lets so many passes of the loop go by.
    static void passes(int count) {
        for (int i = 0; i < count; i++) await(sleep(0));
    }

    /// Logs its turns, and gives its name.
    Coroutine<String> worker(String name, int turns) {
        return async(() -> {
            for (int i = 0; i < turns; i++) {
                log(name, i);
                await(sleep(0));
            }
            log(name, "end");
            return name;
        });
    }

    /// Fails after so many passes.
    Coroutine<String> boom(String message, int after) {
        return async(() -> {
            passes(after);
            throw new IllegalArgumentException(message);
        });
    }

    /// Gives this value after so many passes.
    static <T> Coroutine<T> late(T value, int after) {
        return async(() -> {
            passes(after);
            return value;
        });
    }

    /// Waits until it is cancelled.
    Coroutine<String> forever(String name) {
        return async(() -> {
            try {
                return await(getRunningLoop().<String>createFuture());
            } catch (CancelledError cancelled) {
                log(name, "cancelled", cancelled.getMessage());
                throw cancelled;
            } finally {
                log(name, "finally");
            }
        });
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Awaitable;
import catnap.asyncio.CancelledError;
import catnap.asyncio.ContextVar;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the reference programs have at their head: the log, and the coroutines that many scenarios use.
abstract class Twins {
    static final ContextVar<String> VAR = new ContextVar<>("VAR", "default");

    private final List<String> lines = new ArrayList<>();

    /// What has been logged.
    final List<String> lines() {
        return lines;
    }

    final void log(@Nullable Object... parts) {
        lines.add(Arrays.stream(parts).map(Words::str).collect(Collectors.joining(" ")));
    }

    static String show(@Nullable Throwable error) {
        return Words.show(error);
    }

    final Coroutine<String> worker(String name) {
        return worker(name, 2);
    }

    final Coroutine<String> worker(String name, int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) {
                log(name, i);
                await(sleep(0));
            }
            log(name, "end");
            return name;
        });
    }

    static Coroutine<String> boom(String message) {
        return boom(message, 0);
    }

    static Coroutine<String> boom(String message, int after) {
        return async(() -> {
            passes(after);
            throw new IllegalArgumentException(message);
        });
    }

    final Coroutine<String> forever(String name) {
        return async(() -> {
            try {
                return await(getRunningLoop().<String>createFuture());
            } catch (CancelledError error) {
                log(name, "cancelled", Words.args(error));
                throw error;
            } finally {
                log(name, "finally");
            }
        });
    }

    final Coroutine<String> stubborn(String name) {
        return stubborn(name, 1);
    }

    /// Refuses that many cancels, and then ends well.
    final Coroutine<String> stubborn(String name, int times) {
        return async(() -> {
            for (int i = 0; i < times; i++) {
                try {
                    await(sleep(100));
                } catch (CancelledError error) {
                    log(name, "refuses", Words.args(error));
                }
            }
            return "anyway";
        });
    }

    /// Waits, and fails on the way out.
    @SuppressWarnings("finally") // that is what it is for
    static Coroutine<String> failsInCleanup(String message) {
        return async(() -> {
            try {
                return await(sleep(100, "not reached"));
            } finally {
                throw new IllegalArgumentException(message);
            }
        });
    }

    /// Says when it begins and ends.
    final Coroutine<String> noted(String name) {
        return noted(name, 0);
    }

    final Coroutine<String> noted(String name, int n) {
        return async(() -> {
            log(name, "begins");
            passes(n);
            log(name, "ends");
            return name;
        });
    }

    final Coroutine<@Nullable Void> ticks(int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) {
                log("tick", i);
                await(sleep(0));
            }
        });
    }

    /// Lets that many passes go by.
    static void passes(int n) {
        for (int i = 0; i < n; i++) await(sleep(0));
    }

    /// What an awaitable gives, or its error's words.
    static Coroutine<@Nullable Object> outcome(Awaitable<?> awaitable) {
        return async(() -> {
            try {
                return await(awaitable);
            } catch (Throwable error) {
                return show(error);
            }
        });
    }

    /// Runs the actions and logs what each throws.
    final void logErrors(Runnable... actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException error) {
                log(show(error));
            }
        }
    }

    /// Logs what nobody waits for.
    final void handleErrors(EventLoop loop) {
        loop.setExceptionHandler((_, context) -> {
            String start = Arrays.stream(context.message().split(" ")).limit(3).collect(Collectors.joining(" "));
            log("handler:", start, show(context.exception()));
        });
    }

    /// The value that is there by now.
    static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Awaitable;
import catnap.asyncio.Body;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import org.jspecify.annotations.Nullable;

/// Runs code on a clock that jumps, so that no test waits for time to go by.
final class Virtually {
    static <T extends @Nullable Object> T run(Awaitable<T> main) {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            return runner.run(main);
        }
    }

    static void run(Body main) {
        run(async(main));
    }

    /// Lets that many passes go by.
    static void passes(int n) {
        for (int i = 0; i < n; i++) await(sleep(0));
    }

    private Virtually() {}
}

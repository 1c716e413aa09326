package catnap.stress;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A week of virtual time.
class LongTimeTest {
    private static final Duration WEEK = Duration.ofDays(7);

    /// Beats until the week is over, each time `period` later, and counts.
    private static Coroutine<Integer> heartbeat(Duration period) {
        return async(() -> {
            int beats = 0;
            for (var at = period; at.compareTo(WEEK) <= 0; at = at.plus(period)) {
                await(sleep(period));
                assertThat(getRunningLoop().time()).isEqualTo(at.toNanos() / 1e9);
                beats++;
            }
            return beats;
        });
    }

    /// Tries something that never answers, with a deadline a minute, until the week is over.
    private static Coroutine<Integer> retries() {
        return async(() -> {
            int failures = 0;
            while (getRunningLoop().time() < WEEK.toSeconds()) {
                try {
                    asyncWith(timeout(60), () -> await(getRunningLoop().createFuture()));
                } catch (AsyncTimeoutException _) {
                    failures++;
                }
            }
            return failures;
        });
    }

    @Test
    void aWeekGoesByWithoutMissingABeat() {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            var counts = runner.run(async(() -> await(gather(
                    heartbeat(Duration.ofSeconds(10)),
                    heartbeat(Duration.ofSeconds(7)),
                    heartbeat(Duration.ofHours(1)),
                    heartbeat(Duration.ofDays(1)),
                    retries()))));

            assertThat(counts).containsExactly(60_480, 86_400, 168, 7, 10_080);
            assertThat(runner.getLoop().time()).isEqualTo((double) WEEK.toSeconds());
        }
    }
}

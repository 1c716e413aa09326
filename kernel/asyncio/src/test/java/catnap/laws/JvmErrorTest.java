package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.Generator;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Errors of the JVM itself, the real ones: they fail the task that has brought them about, and nobody else.
class JvmErrorTest {
    private static final int BEATS = 3;

    /// Goes deeper until the stack is used up.
    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    /// The same, level by level through an await.
    private static Coroutine<Integer> deeperByAwait() {
        return async(() -> await(deeperByAwait()) + 1);
    }

    /// Goes down until nothing fits any more, and on the way up sleeps as soon as it can, longer at each attempt.
    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static void sleepTooDeep(AtomicInteger attempts) {
        try {
            sleepTooDeep(attempts);
        } catch (StackOverflowError _) {
            await(sleep(attempts.incrementAndGet()));
        }
    }

    /// What overflows while the JVM links it for the first time stays broken: that is the JVM's law.
    private static void linkWhatASleepNeeds() {
        await(sleep(1));
    }

    /// An array larger than the whole heap: refused at once, whatever the heap's size, and nothing is used up.
    private static long[] tooLarge() {
        long longs = Runtime.getRuntime().maxMemory() / Long.BYTES + 1;
        return new long[(int) Math.min(longs, Integer.MAX_VALUE)];
    }

    private static Coroutine<Integer> beats() {
        return async(() -> {
            int beats = 0;
            for (; beats < BEATS; beats++) await(sleep(1));
            return beats;
        });
    }

    /// Runs this as a task between two others, in a loop that has work afterwards, before another loop.
    private static void failsAlone(Coroutine<?> doomed, Class<? extends Error> error) {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.run(async(() -> {
                var before = createTask(beats());
                var failing = createTask(doomed);
                var after = createTask(beats());

                assertThat(await(gather(before, after))).containsExactly(BEATS, BEATS);
                assertThat(failing.exception()).isExactlyInstanceOf(error);
            }));
            assertThat(runner.run(beats())).isEqualTo(BEATS);
        }
        assertThat(Virtually.run(beats())).isEqualTo(BEATS);
    }

    @Test
    void endlessRecursionFailsItsTaskAlone() {
        failsAlone(async(() -> deeper(0)), StackOverflowError.class);
    }

    @Test
    void endlessRecursionAfterAWaitFailsItsTaskAlone() {
        failsAlone(async(() -> await(sleep(1, 0)) + deeper(0)), StackOverflowError.class);
    }

    @Test
    void endlessRecursionByAwaitFailsItsTaskAlone() {
        failsAlone(deeperByAwait(), StackOverflowError.class);
    }

    @Test
    void endlessRecursionInAGeneratorFailsTheTaskThatPulls() {
        failsAlone(
                async(() -> {
                    Generator<Integer> numbers = generator(g -> {
                        g.yield(1);
                        g.yield(deeper(0));
                    });
                    for (int number : numbers) assertThat(number).isOne();
                }),
                StackOverflowError.class);
    }

    @Test
    void endlessRecursionInAnAsyncGeneratorFailsTheTaskThatPulls() {
        failsAlone(
                async(() -> {
                    AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
                        g.yield(1);
                        await(sleep(1));
                        g.yield(await(deeperByAwait()));
                    });
                    for (int number : each(numbers)) assertThat(number).isOne();
                }),
                StackOverflowError.class);
    }

    @Test
    void aWaitThatWasTooDeepLeavesNothingBehindThatWouldEndTheNext() {
        Virtually.run(() -> {
            linkWhatASleepNeeds();
            double before = getRunningLoop().time();
            var attempts = new AtomicInteger();
            sleepTooDeep(attempts);
            assertThat(getRunningLoop().time() - before).isEqualTo(attempts.get());
        });
    }

    @Test
    void norDoesOneInAnAsyncGenerator() {
        Virtually.run(() -> {
            linkWhatASleepNeeds();
            double before = getRunningLoop().time();
            var attempts = new AtomicInteger();
            AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
                linkWhatASleepNeeds();
                sleepTooDeep(attempts);
                g.yield(attempts.get());
            });
            for (int number : each(numbers)) {
                assertThat(getRunningLoop().time() - before).isEqualTo(number + 1);
            }
        });
    }

    @Test
    void moreMemoryThanThereIsFailsTheTaskAlone() {
        failsAlone(async(() -> tooLarge().length), OutOfMemoryError.class);
    }

    @Test
    void moreMemoryThanThereIsAfterAWaitFailsTheTaskAlone() {
        failsAlone(async(() -> await(sleep(1, 0)) + tooLarge().length), OutOfMemoryError.class);
    }

    @Test
    void whoAwaitsTheTaskGetsTheErrorAndMayGoOn() {
        Virtually.run(() -> {
            var failing = createTask(async(() -> deeper(0)));
            try {
                int depth = await(failing);
                assertThat(depth).as("endless recursion has an end").isNegative();
            } catch (StackOverflowError error) {
                assertThat(error).isSameAs(failing.exception());
            }
            assertThat(await(beats())).isEqualTo(BEATS);
        });
    }

    @Test
    void inACallbackTheyGoToTheHandlerAndTheLoopGoesOn() {
        List<ErrorContext> reports = new ArrayList<>();
        Virtually.run(() -> {
            var loop = getRunningLoop();
            loop.setExceptionHandler((_, context) -> reports.add(context));
            loop.callSoon(() -> deeper(0));
            loop.callSoon(() -> assertThat(tooLarge()).isEmpty());
            passes(1);
            assertThat(await(beats())).isEqualTo(BEATS);
        });
        assertThat(reports)
                .extracting(ErrorContext::exception)
                .hasExactlyElementsOfTypes(StackOverflowError.class, OutOfMemoryError.class);
    }
}

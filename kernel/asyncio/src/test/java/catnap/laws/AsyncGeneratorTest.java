package catnap.laws;

import static catnap.asyncio.Asyncio.anext;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncFor;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.AsyncYielder;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.StopAsyncIteration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncGeneratorTest {
    private final List<Object> log = new ArrayList<>();

    /// Counts, one a second, and says when it is left.
    private AsyncGenerator<Integer> counting(int n) {
        return asyncGenerator(g -> {
            try {
                for (int i = 1; i <= n; i++) {
                    await(sleep(1));
                    g.yield(i);
                }
            } finally {
                await(sleep(1));
                log.add("left");
            }
        });
    }

    @Test
    void aForLoopWalksIt() {
        Virtually.run(() -> {
            double start = getRunningLoop().time();
            for (int i : each(counting(3))) log.add(i);
            assertThat(getRunningLoop().time() - start).isEqualTo(4);
        });
        assertThat(log).containsExactly(1, 2, 3, "left");
    }

    @Test
    void asyncForWalksItToo() {
        Virtually.run(() -> asyncFor(counting(2), log::add));
        assertThat(log).containsExactly(1, 2, "left");
    }

    @Test
    void othersRunWhileItsBodyWaits() {
        Virtually.run(() -> {
            var other = createTask(async(() -> {
                for (int i = 0; i < 3; i++) {
                    log.add("other");
                    await(sleep(1));
                }
            }));
            asyncFor(counting(2), log::add);
            await(other);
        });
        assertThat(log).containsExactly("other", 1, "other", 2, "other", "left");
    }

    @Test
    void oneLeftByBreakIsClosedAtTheEndOfTheRun() {
        Virtually.run(() -> {
            for (int i : each(counting(9))) {
                log.add(i);
                break;
            }
            log.add("main ends");
        });
        assertThat(log).containsExactly(1, "main ends", "left");
    }

    @Test
    void allThatAreLeftAreClosedEvenIfOneFails() {
        var errors = new ArrayList<String>();
        Virtually.run(() -> {
            getRunningLoop().setExceptionHandler((_, context) -> errors.add(context.message()));
            AsyncGenerator<Integer> failing = asyncGenerator(g -> {
                try {
                    g.yield(0);
                } finally {
                    fail();
                }
            });
            await(anext(failing));
            await(anext(counting(9)));
            await(anext(counting(9)));
        });
        assertThat(log).containsExactly("left", "left");
        assertThat(errors)
                .containsExactly("an error occurred during closing of asynchronous generator <async_generator closed>");
    }

    private static void fail() {
        throw new AssertionError("not an Exception");
    }

    @Test
    void acloseRunsItsFinallyBlocksAndMayWait() {
        Virtually.run(() -> {
            var generator = counting(9);
            await(anext(generator));
            await(generator.aclose());
            log.add("closed");
            assertThatThrownBy(() -> await(anext(generator))).isInstanceOf(StopAsyncIteration.class);
        });
        assertThat(log).containsExactly("left", "closed");
    }

    @Test
    void aCancellationReachesTheBodyWhereItWaits() {
        Virtually.run(() -> {
            var consumer = createTask(async(() -> asyncFor(counting(9), log::add)));
            await(sleep(1.5));
            consumer.cancel("enough");
            assertThatThrownBy(() -> await(consumer))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("enough");
        });
        assertThat(log).containsExactly(1, "left");
    }

    @Test
    void yieldingFromAnotherTaskIsRefusedAndNothingHangs() {
        Virtually.run(() -> {
            AsyncGenerator<Integer> generator = asyncGenerator(g -> {
                Coroutine<@Nullable Void> helper = async(() -> {
                    g.yield(1); // a slip: this is another task
                });
                try {
                    await(gather(helper));
                } catch (IllegalStateException refused) {
                    log.add("refused");
                }
                g.yield(2);
            });
            assertThat(await(anext(generator))).isEqualTo(2);
        });
        assertThat(log).containsExactly("refused");
    }

    @Test
    void yieldingFromOutsideIsRefused() {
        Virtually.run(() -> {
            var leaked = new AtomicReference<AsyncYielder<Integer>>();
            AsyncGenerator<Integer> generator = asyncGenerator(g -> {
                leaked.set(g);
                g.yield(1);
            });
            await(anext(generator));
            assertThatThrownBy(() -> leaked.get().yield(2)).isInstanceOf(IllegalStateException.class);
            await(generator.aclose());
            assertThatThrownBy(() -> leaked.get().yield(3)).hasMessage("yield outside the async generator's body");
        });
    }

    @Test
    void aBodyThatWaitsInAStaticInitialiserIsToldSoAndNothingHangs() {
        Virtually.run(() -> {
            AsyncGenerator<String> generator = asyncGenerator(g -> {
                try {
                    g.yield(WaitsWhileInitialised.VALUE);
                } catch (ExceptionInInitializerError error) {
                    g.yield(String.valueOf(
                            Objects.requireNonNull(error.getCause()).getMessage()));
                }
                await(sleep(1));
                g.yield("goes on");
            });
            assertThat(await(anext(generator))).startsWith("cannot suspend here: the static initialiser of ");
            assertThat(await(anext(generator))).isEqualTo("goes on");
        });
    }

    private static final class WaitsWhileInitialised {
        static final String VALUE = await(sleep(1, "never"));

        private WaitsWhileInitialised() {}
    }

    @Test
    void aConsumerThatWaitsInAStaticInitialiserIsToldSoAndNothingHangs() {
        Virtually.run(() -> {
            WALKED.set(asyncGenerator(g -> {
                try {
                    await(sleep(1));
                    g.yield(1);
                } finally {
                    log.add("left");
                }
            }));
            assertThatThrownBy(() -> Walks.touch())
                    .isInstanceOf(ExceptionInInitializerError.class)
                    .cause()
                    .hasMessageStartingWith("cannot suspend here: the static initialiser of ");
            await(sleep(1));
        });
        assertThat(log).containsExactly("left");
    }

    private static final AtomicReference<AsyncGenerator<Integer>> WALKED = new AtomicReference<>();

    private static final class Walks {
        static {
            await(anext(WALKED.get()));
        }

        static void touch() {}

        private Walks() {}
    }

    @Test
    void generatorsInGeneratorsWaitTogether() {
        AsyncGenerator<Integer> tenfold = asyncGenerator(g -> {
            for (int i : each(counting(2))) {
                g.yield(10 * i);
                await(sleep(1));
            }
        });
        AsyncGenerator<String> named = asyncGenerator(g -> {
            for (int i : each(tenfold)) g.yield("n" + i);
        });
        Virtually.run(() -> asyncFor(named, log::add));
        assertThat(log).containsExactly("n10", "n20", "left");
    }

    @Test
    void itsBodyMayAwaitFuturesOfThreads() {
        AsyncGenerator<String> answers = asyncGenerator(g -> {
            g.yield(await(CompletableFuture.supplyAsync(() -> "answer")));
        });
        assertThat(Virtually.run(anext(answers))).isEqualTo("answer");
    }

    @Test
    void severalTasksMayTakeTurns() {
        Virtually.run(() -> {
            var generator = counting(4);
            for (int i = 0; i < 4; i++) log.add(await(createTask(anext(generator))));
        });
        assertThat(log).startsWith(1, 2, 3, 4);
    }

    @Test
    void anUntouchedOneNeedsNoClosing() {
        Virtually.run(() -> {
            var generator = counting(3);
            passes(1);
            await(generator.aclose());
            assertThat(generator).hasToString("<async_generator closed>");
        });
        assertThat(log).isEmpty();
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.Awaitable;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Failure;
import catnap.asyncio.Success;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatherTest {
    private static Coroutine<String> failing(String message) {
        return async(() -> {
            await(sleep(1));
            throw new IOException(message);
        });
    }

    @Test
    void resultsStandInTheOrderOfTheArguments() {
        Virtually.run(() -> assertThat(await(gather(sleep(3, "a"), sleep(1, "b"), sleep(2, "c"))))
                .containsExactly("a", "b", "c"));
    }

    @Test
    void theyRunAtTheSameTime() {
        Virtually.run(() -> {
            double start = getRunningLoop().time();
            await(gather(IntStream.range(0, 10_000).mapToObj(i -> sleep(1, i)).toList()));
            assertThat(getRunningLoop().time() - start).isEqualTo(1);
        });
    }

    @Test
    void theFirstToFailMakesItFailAndTheOthersRunOn() {
        Virtually.run(() -> {
            var slow = createTask(sleep(5, "slow"));
            assertThatThrownBy(() -> await(gather(slow, failing("x"))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("x");
            assertThat(slow.done()).isFalse();
            assertThat(await(slow)).isEqualTo("slow");
        });
    }

    @Test
    void failuresAreResultsIfAskedFor() {
        Virtually.run(() -> {
            var outcomes = await(gather(sleep(1, "a"), failing("x")).returnExceptions());
            assertThat(outcomes.getFirst()).isEqualTo(new Success<>("a"));
            assertThat(outcomes.getLast())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.error())
                                    .isInstanceOf(IOException.class)
                                    .hasMessage("x"));
        });
    }

    @Test
    void aGatherWhoseOutcomesWereAskedForStillEndsItself() {
        Virtually.run(() -> {
            var gathering = gather(sleep(1, "a"), sleep(2, "b"));
            var outcomes = gathering.returnExceptions();
            assertThat(await(gathering)).containsExactly("a", "b");
            assertThat(await(outcomes)).containsExactly(new Success<>("a"), new Success<>("b"));
            var failing = gather(failing("x"), sleep(2, "b"));
            var tolerated = failing.returnExceptions();
            assertThatThrownBy(() -> await(failing)).hasMessage("x");
            assertThat(await(tolerated)).hasSize(2);
        });
    }

    @Test
    void cancellingAGatherWhoseOutcomesWereAskedForCancelsBoth() {
        Virtually.run(() -> {
            var gathering = gather(sleep(1, "a"), sleep(2, "b"));
            var outcomes = gathering.returnExceptions();
            passes(1);
            assertThat(gathering.cancel("both")).isTrue();
            assertThatThrownBy(() -> await(outcomes))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("both");
            assertThatThrownBy(() -> await(gathering)).isInstanceOf(CancelledError.class);
        });
    }

    @Test
    void askingForOutcomesTooLateIsRefused() {
        Virtually.run(() -> {
            var gathering = gather(sleep(1, "a"));
            await(gathering);
            assertThatThrownBy(gathering::returnExceptions)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("returnExceptions() comes too late: call it right behind gather(...)");
        });
    }

    @Test
    void aFailureThatWasThereBeforeCanStillBeTolerated() {
        Virtually.run(() -> {
            var failed = getRunningLoop().<String>createFuture();
            failed.setException(new IOException("before"));
            assertThat(await(gather(failed, sleep(1, "a")).returnExceptions())).hasSize(2);
        });
    }

    @Test
    void nothingGivesAnEmptyList() {
        Virtually.run(() -> {
            assertThat(await(gather(List.<Coroutine<String>>of()))).isEmpty();
            assertThat(await(gather(List.<Coroutine<String>>of()).returnExceptions()))
                    .isEmpty();
        });
    }

    @Test
    void aCoroutineGivenTwiceRunsOnce() {
        Virtually.run(() -> {
            var runs = new int[1];
            Coroutine<Integer> counting = async(() -> ++runs[0]);
            assertThat(await(gather(counting, counting))).containsExactly(1, 1);
        });
    }

    @Test
    void anAwaitableOfOnesOwnGivenTwiceIsAskedOnce() {
        Virtually.run(() -> {
            var asked = new int[1];
            Awaitable<Integer> custom = () -> sleep(0, ++asked[0]);
            Awaitable<Integer> other = () -> sleep(0, 7);
            assertThat(await(gather(custom, other, custom))).containsExactly(1, 7, 1);
        });
    }

    @Test
    void childrenOfAnotherLoopAreRefused() {
        Virtually.run(() -> {
            try (var other = new EventLoop()) {
                var theirs = other.<String>createFuture();
                assertThatThrownBy(() -> gather(theirs))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("The future belongs to a different loop");
            }
        });
    }
}

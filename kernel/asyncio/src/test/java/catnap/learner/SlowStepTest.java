package catnap.learner;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Body;
import catnap.asyncio.EventLoop;
import catnap.asyncio.SlowStep;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A step that keeps everybody else from running is found, and found out.
class SlowStepTest {
    private static final double LIMIT = 0.05;

    private final EventLoop loop = new EventLoop();
    private final List<SlowStep> slow = new ArrayList<>();

    SlowStepTest() {
        loop.watchSlowSteps(LIMIT, slow::add);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    /// A loaded machine makes other steps slow too, but none as slow.
    private SlowStep slowest() {
        return Collections.max(slow, Comparator.comparingDouble(SlowStep::seconds));
    }

    /// What blocking code does in lessons, without the name that no test may use.
    private static void block(double seconds) throws InterruptedException {
        assertThat(new CountDownLatch(1).await((long) (seconds * 1e9), TimeUnit.NANOSECONDS))
                .isFalse();
    }

    private static void compute(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) Thread.onSpinWait();
    }

    @Test
    void aTaskThatBlocksBesideOthersIsNamedWithItsLine() {
        loop.runUntilComplete(async(() -> {
            var blocking = createTask(async(() -> block(4 * LIMIT)), "blocking");
            var other = createTask(async(() -> {}), "other");
            await(gather(blocking, other));
        }));

        var step = slowest();
        assertThat(step.what())
                .isInstanceOfSatisfying(
                        Task.class, task -> assertThat(task.getName()).isEqualTo("blocking"));
        assertThat(step.seconds()).isGreaterThan(4 * LIMIT);
        assertThat(step.place())
                .hasValueSatisfying(place -> assertThat(place.getMethodName()).isEqualTo("block"));
        assertThat(step.heldOthers()).isTrue();
        assertThat(step.itsOwnDoing()).isTrue();
        assertThat(step.message())
                .matches("Executing .*blocking.* took 0\\.[0-9]{3} seconds, in block at SlowStepTest.java:\\d+: "
                        + "nothing else could run meanwhile; use toThread\\(...\\) for blocking calls,"
                        + " or await sleep\\(...\\) in long loops");
    }

    @Test
    void debugModeTakesNothingFromWhoWatchesTheLoop() {
        Body blocks = () -> await(gather(async(() -> block(4 * LIMIT)), async(() -> {})));
        loop.setDebug(true);
        loop.runUntilComplete(async(blocks));
        assertThat(slowest().seconds()).isGreaterThan(4 * LIMIT);
        slow.clear();

        loop.setDebug(false);
        loop.runUntilComplete(async(blocks));

        assertThat(slowest().seconds()).isGreaterThan(4 * LIMIT);
    }

    @Test
    void aTimerThatCameDueWasHeld() {
        loop.runUntilComplete(async(() -> {
            var timer = createTask(sleep(LIMIT));
            await(sleep(0));
            block(4 * LIMIT);
            await(timer);
        }));

        assertThat(slowest().heldOthers()).isTrue();
    }

    @Test
    void aTaskAloneHoldsNobody() {
        loop.runUntilComplete(async(() -> await(createTask(async(() -> block(4 * LIMIT))))));

        assertThat(slowest().heldOthers()).isFalse();
    }

    @Test
    void computingIsItsOwnDoingOnlyWhenItLasts() {
        loop.runUntilComplete(async(() -> compute(6 * LIMIT)));

        assertThat(slowest().itsOwnDoing()).isTrue();
    }

    private static final class SlowToLoad {
        static final int VALUE = value();

        private static int value() {
            compute(6 * LIMIT);
            return 1;
        }
    }

    @Test
    void loadingAClassIsNobodysMistake() {
        loop.runUntilComplete(async(() -> assertThat(SlowToLoad.VALUE).isOne()));

        assertThat(slowest().itsOwnDoing()).isFalse();
    }

    @Test
    void theStepsOfAnInnerLoopAreTimedAndItsSleepIsNot() {
        var host = loop.createTask(async(() -> {
            run(async(() -> {
                var blocking = createTask(async(() -> block(4 * LIMIT)), "inner");
                await(gather(blocking, sleep(0)));
                await(sleep(4 * LIMIT));
            }));
            run(sleep(4 * LIMIT));
        }));
        host.allowNestedRun();
        loop.runUntilComplete(host);

        assertThat(slowest().what())
                .isInstanceOfSatisfying(
                        Task.class, task -> assertThat(task.getName()).isEqualTo("inner"));
    }

    @Test
    void theWatchWakesForAStepAfterALongSleep() {
        loop.runUntilComplete(sleep(10 * LIMIT));
        loop.runUntilComplete(async(() -> block(4 * LIMIT)));

        assertThat(slowest().place()).isPresent();
    }
}

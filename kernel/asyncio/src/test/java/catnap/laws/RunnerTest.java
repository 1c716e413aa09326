package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void aVirtualWeekOfSleepTakesNoTime() {
        Virtually.run(() -> {
            double start = getRunningLoop().time();
            for (int day = 0; day < 7; day++) await(sleep(Duration.ofDays(1)));
            assertThat(getRunningLoop().time() - start).isEqualTo(7 * 86_400.0);
        });
    }

    @Test
    void virtualTimeStandsStillWhileAThreadWorks() {
        Virtually.run(() -> {
            var release = new CountDownLatch(1);
            double start = getRunningLoop().time();
            var timer = createTask(sleep(1));
            Coroutine<@Nullable Void> work = toThread(() -> release.await());
            var working = createTask(work);
            await(sleep(0));
            Thread.ofPlatform().start(release::countDown);
            await(working);
            assertThat(getRunningLoop().time()).isEqualTo(start);
            assertThat(timer.done()).isFalse();
        });
    }

    @Test
    void aFutureThatIsSetByHandLeavesVirtualTimeGoing() {
        Virtually.run(() -> {
            var release = new CountDownLatch(1);
            var future = getRunningLoop().runInExecutor(null, () -> {
                release.await();
                return "theirs";
            });
            future.setResult("ours");
            release.countDown();
            await(toThread(() -> "another answer")); // theirs is in by now, or comes soon
            await(sleep(1000));
            assertThat(await(future)).isEqualTo("ours");
        });
    }

    @Test
    void aSeedShufflesWhatIsDueInTheSameWayEachTime() {
        List<Integer> inOrder = IntStream.range(0, 20).boxed().toList();
        assertThat(order(null)).isEqualTo(inOrder);
        assertThat(order(7L)).isEqualTo(order(7L)).isNotEqualTo(inOrder).containsExactlyInAnyOrderElementsOf(inOrder);
        assertThat(order(8L)).isNotEqualTo(order(7L));
    }

    private static List<Integer> order(@Nullable Long seed) {
        var order = new ArrayList<Integer>();
        Runner.Builder builder = Runner.builder().clock(LoopClock.virtual());
        if (seed != null) builder.seed(seed);
        try (Runner runner = builder.build()) {
            runner.run(gather20(order));
        }
        return order;
    }

    private static Coroutine<List<Boolean>> gather20(List<Integer> order) {
        return async(() -> await(gather(IntStream.range(0, 20)
                .mapToObj(i -> {
                    Coroutine<Boolean> each = async(() -> order.add(i));
                    return each;
                })
                .toList())));
    }

    @Test
    void anErrorComesOutAsItself() {
        Coroutine<String> failing = async(() -> {
            throw new IOException("checked");
        });
        assertThatThrownBy(() -> run(failing)).isInstanceOf(IOException.class).hasMessage("checked");
    }

    @Test
    void runInsideATaskIsRefused() {
        Virtually.run(() -> assertThatThrownBy(() -> run(sleep(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run(...) cannot be called from a running event loop: inside a coroutine use await(...)"));
    }

    @Test
    void aHostMayRunALoopInsideItsStep() {
        Virtually.run(() -> {
            var host = Objects.requireNonNull(currentTask());
            var outer = getRunningLoop();
            host.allowNestedRun();
            var other = createTask(async(() -> log.add("other")));
            log.add(run(async(() -> {
                await(sleep(0));
                assertThat(getRunningLoop()).isNotSameAs(outer);
                return "inner";
            })));
            assertThat(getRunningLoop()).isSameAs(outer);
            assertThat(currentTask()).isSameAs(host);
            await(other);
        });
        assertThat(log).containsExactly("inner", "other");
    }

    @Test
    void onlyTheHostItselfMay() {
        Virtually.run(() -> {
            Objects.requireNonNull(currentTask()).allowNestedRun();
            var other = createTask(async(() -> run(sleep(0))));
            assertThatThrownBy(() -> await(other)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> run(async(() -> run(sleep(0))))).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aHostThatIsCancelledFromAfarStopsWhatRunsInside() {
        Virtually.run(() -> {
            var host = Objects.requireNonNull(currentTask());
            host.allowNestedRun();
            assertThatThrownBy(() -> run(async(() -> {
                        Thread.ofPlatform().start(() -> host.cancelThreadsafe("stop"));
                        await(getRunningLoop().createFuture());
                    })))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("stop");
            await(sleep(1));
        });
    }

    @Test
    void aHostThatIsCancelledFromAfarEndsALoopThatItRunsByHand() {
        Virtually.run(() -> {
            var host = Objects.requireNonNull(currentTask());
            host.allowNestedRun();
            try (var loop = new EventLoop()) {
                loop.callSoon(() -> Thread.ofPlatform().start(() -> host.cancelThreadsafe("stop")));
                assertThatThrownBy(loop::runForever).isInstanceOf(CancelledError.class);
                assertThat(loop.isRunning()).isFalse();
                assertThat(loop.<String>runUntilComplete(async(() -> "again"))).isEqualTo("again");
            }
            await(sleep(1));
        });
    }

    @Test
    void aRequestThatComesWhileALoopRunByHandEndsIsForThatRunAndNoOther() {
        Virtually.run(() -> {
            var host = Objects.requireNonNull(currentTask());
            host.allowNestedRun();
            try (var loop = new EventLoop()) {
                loop.callSoon(() -> {
                    loop.stop();
                    cancelFromAfar(host);
                });
                assertThatThrownBy(loop::runForever).isInstanceOf(CancelledError.class);
                assertThat(loop.<String>runUntilComplete(async(() -> "again"))).isEqualTo("again");
            }
        });
    }

    @Test
    void aRequestThatComesWhenALoopRunByHandIsClosedIsForTheHostItself() {
        Virtually.run(() -> {
            var host = Objects.requireNonNull(currentTask());
            host.allowNestedRun();
            try (var loop = new EventLoop()) {
                loop.step();
            }
            cancelFromAfar(host);
            assertThatThrownBy(() -> await(sleep(1))).isInstanceOf(CancelledError.class);
        });
    }

    private static void cancelFromAfar(Task<?> task) {
        CompletableFuture.runAsync(() -> task.cancelThreadsafe("stop")).join();
    }

    @Test
    void whatIsLeftIsCancelledAndWaitedFor() {
        run(async(() -> {
            createTask(async(() -> {
                try {
                    await(sleep(1000));
                } finally {
                    await(sleep(0.001));
                    log.add("cleaned up");
                }
            }));
            await(sleep(0));
            log.add("main ends");
        }));
        assertThat(log).containsExactly("main ends", "cleaned up");
    }

    @Test
    void closeMayBeCalledTwice() {
        var runner = new Runner();
        var loop = runner.getLoop();
        assertThat(runner.run(sleep(0, "x"))).isEqualTo("x");
        runner.close();
        runner.close();
        assertThat(loop.isClosed()).isTrue();
        assertThatThrownBy(() -> runner.run(sleep(0))).hasMessage("Runner is closed");
    }

    @Test
    void anyAwaitableMayBeRun() {
        try (var runner = new Runner()) {
            var future = runner.getLoop().<String>createFuture();
            future.setResult("done before");
            assertThat(runner.run(future)).isEqualTo("done before");
            assertThat(runner.run(() -> sleep(0, "custom"))).isEqualTo("custom");
        }
    }
}

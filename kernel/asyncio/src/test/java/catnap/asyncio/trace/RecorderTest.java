package catnap.asyncio.trace;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.startServer;
import static catnap.asyncio.Asyncio.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.AsyncLock;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecorderTest {
    /// The trace of a task called `main` that runs this.
    private static Trace trace(Body code) {
        return trace(code, LoopClock.virtual());
    }

    private static Trace trace(Body code, LoopClock clock) {
        try (var runner = Runner.builder().clock(clock).build()) {
            return runner.run(async(() -> {
                try (var recorder = Recorder.start(getRunningLoop(), null)) {
                    Task<@Nullable Void> main = createTask(async(code), "main");
                    try {
                        await(main);
                    } catch (IllegalStateException expected) {
                        // It is in the trace.
                    }
                    recorder.stop();
                    return recorder.trace(main);
                }
            }));
        }
    }

    private static List<String> waits(Trace trace) {
        var waits = new ArrayList<String>();
        for (Event event : trace.events()) {
            if (event instanceof Event.Waiting wait
                    && !trace.tasks().get(wait.task()).guest()) waits.add(wait.on());
        }
        return waits;
    }

    @Test
    void timeIsCountedFromWhenTheTaskWasMade() {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            Trace trace = runner.run(async(() -> {
                try (var recorder = Recorder.start(getRunningLoop(), currentTask())) {
                    await(sleep(1)); // as if the first picture of a session took its time
                    Task<@Nullable Void> main = createTask(async(() -> await(sleep(0.5))), "main");
                    await(main);
                    recorder.stop();
                    return recorder.trace(main);
                }
            }));
            assertThat(trace.endNanos()).isEqualTo(500_000_000);
            assertThat(trace.events()).allMatch(event -> event.nanos() >= 0);
            assertThat(trace.toString().lines().filter(line -> line.contains("main: ")))
                    .contains("0.000000 s  main: goes on", "0.500000 s  main: finished");
        }
    }

    @Test
    void aTraceTellsWhatHappenedInOrder() {
        Trace trace = trace(() -> {
            var child = createTask(async(() -> await(sleep(0.5))), "child");
            await(sleep(0.2));
            child.cancel();
            await(sleep(0.1));
        });
        assertThat(trace.toString().lines().filter(line -> line.contains("child: ")))
                .containsExactly(
                        "0.000000 s  child: woken up by main",
                        "0.000000 s  child: made by main",
                        "0.000000 s  child: goes on",
                        "0.000000 s  child: waits for sleep 0.5 s",
                        "0.000000 s  child: pauses",
                        "0.200000 s  child: asked to cancel by main",
                        "0.200000 s  child: woken up by main",
                        "0.200000 s  child: goes on",
                        "0.200000 s  child: gets CancelledError",
                        "0.200000 s  child: cancelled",
                        "0.200000 s  child: pauses");
        assertThat(trace.endNanos()).isEqualTo(300_000_000);
    }

    @Test
    void aRequestThatWasRefusedOrTakenBackNeverArrives() {
        Trace trace = trace(() -> {
            var child = createTask(
                    async(() -> {
                        try {
                            await(sleep(5));
                        } catch (CancelledError refused) {
                            await(sleep(0.5));
                        }
                    }),
                    "child");
            var parent = createTask(async(() -> await(child)), "parent");
            await(sleep(0.2));
            parent.cancel();
            await(parent);
            var main = Objects.requireNonNull(currentTask());
            main.cancel();
            main.uncancel();
            await(sleep(0.1));
        });
        assertThat(trace.toString().lines().filter(line -> line.contains("asked") || line.contains("CancelledError")))
                .containsExactly(
                        "0.200000 s  parent: asked to cancel by main",
                        "0.200000 s  child: asked to cancel by main",
                        "0.200000 s  child: gets CancelledError",
                        "0.700000 s  main: asked to cancel by main");
    }

    @Test
    void whoeverWaitsSaysForWhat() {
        var lock = new AsyncLock();
        var queue = new AsyncQueue<Integer>();
        Trace trace = trace(() -> {
            await(lock.acquire());
            var group = new TaskGroup();
            asyncWith(group, it -> {
                it.createTask(
                        async(() -> {
                            await(lock.acquire());
                            queue.putNowait(1);
                        }),
                        "second");
                it.createTask(async(() -> await(queue.get())), "getter");
                await(sleep(0.25));
                lock.release();
            });
            await(getRunningLoop().runInExecutor(null, () -> 1));
            var future = getRunningLoop().<Integer>createFuture();
            getRunningLoop().callLater(1, () -> future.setResult(1));
            await(future);
        });
        assertThat(waits(trace))
                .containsExactly("sleep 0.25 s", "lock", "queue (empty)", "group of 2", "thread", "future");
    }

    @Test
    void tasksThatWereThereBeforeAreGuests() {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            Trace trace = runner.run(async(() -> {
                var before =
                        createTask(async(() -> await(createTask(async(() -> await(sleep(1))), "its child"))), "before");
                await(sleep(0));
                try (var recorder = Recorder.start(getRunningLoop(), null)) {
                    var main = createTask(async(() -> await(sleep(2))), "main");
                    await(main);
                    before.cancel();
                    return recorder.trace(main);
                }
            }));
            assertThat(trace.tasks().stream().filter(task -> !task.guest()).map(TracedTask::name))
                    .containsExactly("main");
            assertThat(trace.tasks().stream().filter(TracedTask::guest).map(TracedTask::name))
                    .contains("before", "its child");
        }
    }

    @Test
    void aStepThatHoldsTheLoopIsNotedWithItsPlace() {
        Trace trace = trace(
                () -> {
                    var never = new CountDownLatch(1);
                    assertThat(never.await(400, TimeUnit.MILLISECONDS)).isFalse();
                },
                LoopClock.system());
        assertThat(trace.events())
                .filteredOn(Event.Blocked.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var blocked = (Event.Blocked) event;
                    assertThat(trace.name(blocked.task())).isEqualTo("main");
                    assertThat(blocked.until() - blocked.nanos()).isGreaterThan(300_000_000);
                });
    }

    @Test
    void codeInAThreadIsSeenWithItsThread() {
        Trace trace = trace(() -> await(toThread(() -> 1)));
        assertThat(trace.events().stream().map(event -> event.getClass().getSimpleName()))
                .containsSubsequence("ThreadBegan", "ThreadEnded");
    }

    @Test
    void watchingATaskThatFailsIsNotReadingItsError() {
        var lost = new ArrayList<String>();
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.getLoop().setExceptionHandler((_, context) -> lost.add(String.valueOf(context.exception())));
            Trace trace = runner.run(async(() -> {
                try (var recorder = Recorder.start(getRunningLoop(), null)) {
                    var main = createTask(
                            async(() -> {
                                throw new IllegalStateException("nobody reads this");
                            }),
                            "main");
                    await(sleep(1));
                    return recorder.trace(main);
                }
            }));
            assertThat(trace.tasks().getFirst().error()).isEqualTo("IllegalStateException: nobody reads this");
            runner.getLoop().reportLeftovers();
        }
        assertThat(lost).containsExactly("java.lang.IllegalStateException: nobody reads this");
    }

    @Test
    void aLoopInsideAStepIsPartOfTheTrace() {
        try (var runner = new Runner()) {
            Trace trace = runner.run(async(() -> {
                var main = Objects.requireNonNull(currentTask());
                main.setName("main");
                main.allowNestedRun();
                try (var recorder = Recorder.start(getRunningLoop(), main)) {
                    run(async(() -> await(sleep(0))));
                    return recorder.trace(main);
                }
            }));
            assertThat(waits(trace)).containsExactly("run(...)");
            assertThat(trace.tasks()).hasSize(2);
            assertThat(trace.tasks().get(1).parent()).isZero();
            assertThat(trace.tasks().get(1).end()).isEqualTo(End.FINISHED);
        }
    }

    @Test
    void waitsForStreamsSayWhatTheyAre() {
        Trace trace = trace(
                () -> {
                    var server = await(startServer(
                            (reader, writer) -> async(() -> {
                                writer.write(await(reader.readline()));
                                writer.close();
                            }),
                            "127.0.0.1",
                            0));
                    var client = await(openConnection("127.0.0.1", server.port()));
                    var answer = createTask(client.reader().readline(), "answer");
                    await(sleep(0)); // it waits now
                    client.writer().write("hello\n");
                    await(answer);
                    client.close();
                    await(client.writer().waitClosed());
                    server.close();
                    await(server.waitClosed());
                },
                LoopClock.system());
        assertThat(waits(trace)).contains("stream read").doesNotContain("future");
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitFor;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Instrument;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whoever watches a loop is told when a cancellation is asked for, and again when it arrives; and only if it does.
class CancelDeliveredTest {
    private final List<String> log = new ArrayList<>();

    private final Instrument watcher = new Instrument() {
        @Override
        public void cancelRequested(Task<?> task, @Nullable Task<?> by) {
            log.add(task.getName() + " is asked");
        }

        @Override
        public void cancelDelivered(Task<?> task) {
            log.add(task.getName() + " gets it");
        }
    };

    /// What happens while a task called `main` runs this.
    private List<String> watched(Body code) {
        return run(Runner.builder().instrument(watcher), code);
    }

    private List<String> run(Runner.Builder builder, Body code) {
        log.clear();
        try (var runner = builder.clock(LoopClock.virtual()).build()) {
            runner.run(async(() -> {
                self().setName("main");
                code.run();
            }));
        }
        return log;
    }

    private static Task<?> self() {
        return Objects.requireNonNull(currentTask());
    }

    private Task<String> stubborn() {
        return createTask(
                async(() -> {
                    try {
                        return await(sleep(10, "slept"));
                    } catch (CancelledError refused) {
                        log.add("stubborn refuses");
                        return "refused";
                    }
                }),
                "stubborn");
    }

    @Test
    void itArrivesInTheStepThatFollowsTheRequestBeforeTheCodeGoesOn() {
        assertThat(watched(() -> {
                    var task = createTask(
                            async(() -> {
                                try {
                                    await(sleep(10));
                                } finally {
                                    log.add("finally");
                                }
                            }),
                            "task");
                    passes(1);
                    task.cancel();
                    log.add("main goes on");
                    passes(2);
                }))
                .containsExactly("task is asked", "main goes on", "task gets it", "finally");
    }

    @Test
    void itArrivesWhateverTheTaskWaitsFor() {
        AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
            await(sleep(10));
            g.yield(1);
        });
        for (Body wait : List.<Body>of(
                () -> await(sleep(10)),
                () -> await(sleep(0)),
                () -> await(getRunningLoop().createFuture()),
                () -> await(new AsyncEvent().waitSet()),
                () -> await(numbers.anext()))) {
            assertThat(watched(() -> {
                        var task = createTask(async(wait), "task");
                        passes(1);
                        task.cancel();
                        passes(2);
                        assertThat(task.cancelled()).isTrue();
                    }))
                    .containsExactly("task is asked", "task gets it");
        }
    }

    @Test
    void itArrivesOnceIfTheWaitWasOverAlready() {
        assertThat(watched(() -> {
                    var event = new AsyncEvent();
                    var task = createTask(event.waitSet(), "task");
                    passes(1);
                    event.set();
                    task.cancel();
                    passes(2);
                }))
                .containsExactly("task is asked", "task gets it");
    }

    @Test
    void aTaskThatHasNotBegunGetsItInsteadOfItsCode() {
        assertThat(watched(() -> {
                    var task = createTask(async(() -> log.add("begun")), "task");
                    task.cancel();
                    passes(2);
                }))
                .containsExactly("task is asked", "task gets it");
    }

    @Test
    void aRequestThatWasTakenBackDoesNotArrive() {
        assertThat(watched(() -> {
                    self().cancel();
                    self().uncancel();
                    await(sleep(1));
                    var task = createTask(async(() -> log.add("begun")), "task");
                    task.cancel();
                    task.uncancel();
                    await(task);
                }))
                .containsExactly("main is asked", "task is asked", "begun");
    }

    @Test
    void aTaskThatEndsBeforeItWaitsAgainDoesNotGetIt() {
        assertThat(watched(() -> {
                    var task = createTask(async(() -> self().cancel()), "task");
                    passes(2);
                    assertThat(task.cancelled()).isTrue();
                }))
                .containsExactly("task is asked");
    }

    @Test
    void aTaskThatWaitsForOneWhichRefusesDoesNotGetIt() {
        assertThat(watched(() -> {
                    Task<String> inner = stubborn();
                    var outer = createTask(async(() -> log.add("outer goes on: " + await(inner))), "outer");
                    passes(1);
                    outer.cancel();
                    await(outer);
                }))
                .containsExactly(
                        "outer is asked",
                        "stubborn is asked",
                        "stubborn gets it",
                        "stubborn refuses",
                        "outer goes on: refused");
    }

    @Test
    void aTaskThatWaitsForOneWhichGivesInGetsItNext() {
        assertThat(watched(() -> {
                    Task<String> inner = createTask(sleep(10, "slept"), "inner");
                    var outer = createTask(async(() -> await(inner)), "outer");
                    passes(1);
                    outer.cancel();
                    passes(3);
                    assertThat(outer.cancelled()).isTrue();
                }))
                .containsExactly("outer is asked", "inner is asked", "inner gets it", "outer gets it");
    }

    @Test
    void aTimeLimitThatIsRefusedDoesNotArrive() {
        assertThat(watched(() -> assertThat(await(waitFor(stubborn(), 1))).isEqualTo("refused")))
                .containsExactly("main is asked", "stubborn is asked", "stubborn gets it", "stubborn refuses");
    }

    @Test
    void aTimeLimitThatIsReachedArrives() {
        assertThat(watched(() -> assertThatThrownBy(() -> await(waitFor(sleep(10), 1)))
                        .isInstanceOf(AsyncTimeoutException.class)))
                .containsExactly("main is asked", "main gets it");
    }

    @Test
    void aGatherWhoseChildrenRefusePassesItOnAllTheSame() {
        assertThat(watched(() -> {
                    Task<String> child = stubborn();
                    var outer = createTask(async(() -> await(gather(child))), "outer");
                    passes(1);
                    outer.cancel();
                    passes(4);
                    assertThat(outer.cancelled()).isTrue();
                }))
                .containsExactly(
                        "outer is asked", "stubborn is asked", "stubborn gets it", "stubborn refuses", "outer gets it");
    }

    @Test
    void whatOthersCancelArrivesWithoutARequestAtThoseWhoWaitForIt() {
        assertThat(watched(() -> {
                    var future = getRunningLoop().<String>createFuture();
                    createTask(async(() -> await(future)), "waiting");
                    passes(1);
                    future.cancel();
                    passes(2);
                    createTask(async(() -> await(future)), "too late to wait");
                    passes(2);
                }))
                .containsExactly("waiting gets it");
    }

    @Test
    void everyWatcherIsTold() {
        var builder = Runner.builder().instrument(watcher).instrument(watcher);
        assertThat(run(builder, () -> {
                    createTask(sleep(10), "task").cancel();
                    passes(2);
                }))
                .containsExactly("task is asked", "task is asked", "task gets it", "task gets it");
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import catnap.asyncio.fiber.Fiber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void aCancelledTaskRunsItsFinallyBlock() {
        Virtually.run(() -> {
            Task<@Nullable Void> task = createTask(async(() -> {
                try {
                    await(sleep(1000));
                } finally {
                    log.add("finally");
                }
            }));
            passes(1);
            task.cancel();
            passes(2);
            assertThat(task.cancelled()).isTrue();
        });
        assertThat(log).containsExactly("finally");
    }

    @Test
    void catchExceptionDoesNotSwallowACancellation() {
        Virtually.run(() -> {
            Task<String> task = createTask(async(() -> {
                try {
                    return await(sleep(1000, "slept"));
                } catch (Exception swallowed) {
                    return "swallowed";
                }
            }));
            passes(1);
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
        });
    }

    @Test
    void aTaskCancelledBeforeItsFirstStepNeverRuns() {
        Virtually.run(() -> {
            Task<Boolean> task = createTask(async(() -> log.add("ran")));
            task.cancel("early");
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("early");
        });
        assertThat(log).isEmpty();
    }

    @Test
    void aCancelledSleepEndsAtOnceAndHoldsNothingUp() {
        Virtually.run(() -> {
            double before = getRunningLoop().time();
            Task<@Nullable Void> task = createTask(sleep(1000));
            passes(1);
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
            assertThat(getRunningLoop().time()).isEqualTo(before);
        });
    }

    @Test
    void cancelReachesTheInnermostThingWaitedFor() {
        Virtually.run(() -> {
            AsyncFuture<String> innermost = getRunningLoop().createFuture();
            Coroutine<String> a = async(() -> await(innermost));
            Coroutine<String> b = async(() -> await(createTask(a)));
            Coroutine<List<String>> c = async(() -> await(gather(b)));
            var outer = createTask(c);
            passes(4);
            outer.cancel("far");
            assertThat(innermost.cancelled()).isTrue();
            assertThatThrownBy(() -> await(outer))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("far");
        });
    }

    @Test
    void aTaskMayRefuse() {
        Virtually.run(() -> {
            Task<String> task = createTask(async(() -> {
                try {
                    await(sleep(1000));
                } catch (CancelledError refused) {
                    log.add(Objects.requireNonNull(currentTask()).uncancel());
                }
                await(sleep(1));
                return "went on";
            }));
            passes(1);
            task.cancel();
            assertThat(task.toString()).startsWith("<Task cancelling name='");
            assertThat(await(task)).isEqualTo("went on");
            assertThat(task.cancelled()).isFalse();
            assertThat(task.cancelling()).isZero();
        });
        assertThat(log).containsExactly(0);
    }

    @Test
    void cancelIsRefusedOnceDone() {
        Virtually.run(() -> {
            var task = createTask(sleep(0, "result"));
            await(task);
            assertThat(task.cancel()).isFalse();
            assertThat(task.result()).isEqualTo("result");
            assertThat(task.cancelling()).isZero();
        });
    }

    @Test
    void aCancelledTaskDoesNotWaitForItsThread() {
        Virtually.run(() -> {
            var release = new CountDownLatch(1);
            Coroutine<@Nullable Void> blocked = toThread(() -> release.await());
            var task = createTask(blocked);
            passes(2);
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
            release.countDown();
        });
    }

    @Test
    void aCancellationThatMeetsAResultIsNotLost() {
        Virtually.run(() -> {
            AsyncFuture<String> future = getRunningLoop().createFuture();
            Task<String> task = createTask(async(() -> {
                try {
                    return await(future);
                } finally {
                    log.add("left");
                }
            }));
            passes(1);
            future.setResult("at the same moment");
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
        });
        assertThat(log).containsExactly("left");
    }

    @Test
    void whoAwaitsACancelledTaskGetsItsErrorAndIsNotCancelledItself() {
        Virtually.run(() -> {
            var task = createTask(sleep(1000));
            passes(1);
            task.cancel("theirs");
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(CancelledError.class)
                    .hasMessage("theirs");
            assertThat(Objects.requireNonNull(currentTask()).cancelling()).isZero();
            await(sleep(1));
        });
    }

    /// Refuses the next suspension of this task, as debug mode does under a monitor.
    private static void refused(Body wait) {
        Runnable check = () -> {
            throw new IllegalStateException("not here");
        };
        Fiber.addSuspensionCheck(check);
        try {
            assertThatThrownBy(wait::run).hasMessage("not here");
        } finally {
            Fiber.removeSuspensionCheck(check);
        }
    }

    @Test
    void aTaskThatCancelsItselfIsNotWokenByAWaitThatWasRefused() {
        Virtually.run(() -> {
            var loop = getRunningLoop();
            for (Body wait : List.<Body>of(
                    () -> await(sleep(1)), () -> await(loop.createFuture()), () -> await(new AsyncEvent().waitSet()))) {
                var task = createTask(async(() -> {
                    Objects.requireNonNull(currentTask()).cancel("mine");
                    refused(wait);
                    assertThatThrownBy(() -> await(sleep(1))).hasMessage("mine");
                    Objects.requireNonNull(currentTask()).uncancel();
                    AsyncFuture<String> later = loop.createFuture();
                    loop.callLater(1, () -> later.setResult("in its time"));
                    return await(later);
                }));
                assertThat(await(task)).isEqualTo("in its time");
            }
        });
    }
}

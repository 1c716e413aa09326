package catnap.laws;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A loop belongs to its thread. Another thread is told so, and leaves everything as it was.
class OtherThreadsTest {
    private static final String REFUSAL = "Non-thread-safe operation invoked on an event loop other than the current"
            + " one: use callSoonThreadsafe";

    /// Does this in another thread and gives the message of the refusal.
    private static @Nullable String refusal(Runnable action) {
        return await(toThread(() -> {
            try {
                action.run();
                return "not refused";
            } catch (IllegalStateException refused) {
                return refused.getMessage();
            }
        }));
    }

    @Test
    void aFutureSetByAnotherThreadStaysPendingAndItsWaitersWait() {
        Virtually.run(() -> {
            AsyncFuture<String> future = getRunningLoop().createFuture();
            var waiter = createTask(future.toCoroutine());
            passes(1);
            assertThat(refusal(() -> future.setResult("theirs"))).isEqualTo(REFUSAL);
            assertThat(refusal(() -> future.setException(new IllegalArgumentException())))
                    .isEqualTo(REFUSAL);
            assertThat(refusal(future::cancel)).isEqualTo(REFUSAL);
            assertThat(refusal(() -> future.addDoneCallback(_ -> {}))).isEqualTo(REFUSAL);
            assertThat(future.done()).isFalse();
            future.setResult("ours");
            assertThat(await(waiter)).isEqualTo("ours");
        });
    }

    @Test
    void aTaskCancelledByAnotherThreadRunsOn() {
        Virtually.run(() -> {
            var task = createTask(sleep(1, "slept"));
            passes(1);
            assertThat(refusal(task::cancel)).isEqualTo(REFUSAL);
            assertThat(task.cancelling()).isZero();
            assertThat(await(task)).isEqualTo("slept");
        });
    }

    @Test
    void aTaskMadeByAnotherThreadIsNone() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            assertThat(refusal(() -> loop.createTask(sleep(1)))).isEqualTo(REFUSAL);
            assertThat(refusal(() -> loop.callSoon(() -> {}))).isEqualTo(REFUSAL);
            assertThat(refusal(() -> loop.callLater(1, () -> {}))).isEqualTo(REFUSAL);
            assertThat(Asyncio.allTasks()).hasSize(1);
        });
    }

    @Test
    void cancelThreadsafeIsTheWay() {
        Virtually.run(() -> {
            var task = createTask(sleep(1000));
            passes(1);
            assertThat(refusal(() -> task.cancelThreadsafe("from afar"))).isEqualTo("not refused");
            passes(3);
            assertThat(task.cancelled()).isTrue();
        });
    }

    @Test
    void anyThreadMaySeeWhetherTheLoopIsIdle() {
        assertThat(new EventLoop().isIdle()).as("it does not run").isFalse();
        Asyncio.run(Asyncio.async(() -> {
            EventLoop loop = getRunningLoop();
            assertThat(loop.isIdle()).as("a step runs").isFalse();
            await(toThread(() -> {
                while (!loop.isIdle()) Thread.onSpinWait();
            }));
        }));
    }

    @Test
    void theDefaultExecutorsThreadsAreWaitedForAndTakeNoMore() {
        Asyncio.run(Asyncio.async(() -> {
            EventLoop loop = getRunningLoop();
            await(loop.shutdownDefaultExecutor());
        }));
        Asyncio.run(Asyncio.async(() -> {
            EventLoop loop = getRunningLoop();
            var log = new ArrayList<String>();
            var gate = new CountDownLatch(1);
            var job = loop.runInExecutor(null, () -> {
                gate.await();
                log.add("worked");
            });
            var ending = createTask(loop.shutdownDefaultExecutor());
            await(sleep(0));
            assertThatThrownBy(() -> loop.runInExecutor(null, () -> {}))
                    .hasMessage("Executor shutdown has been called");
            assertThat(ending.done()).isFalse();
            gate.countDown();
            await(ending);
            assertThat(log).containsExactly("worked");
            await(job);
        }));
    }

    @Test
    void theThreadsOfALoopThatNobodyClosedLeaveWithIt() throws Exception {
        Thread worker = threadOfALoopThatIsDropped();
        while (!worker.join(Duration.ofMillis(20))) System.gc();
    }

    private static Thread threadOfALoopThatIsDropped() {
        return new EventLoop().runUntilComplete(toThread(Thread::currentThread));
    }

    @Test
    void debugModeAndTheHandlerCanBeAskedFor() {
        try (var loop = new EventLoop()) {
            assertThat(loop.getDebug()).isFalse();
            loop.setDebug(true);
            assertThat(loop.getDebug()).isTrue();
            loop.setDebug(false);
            assertThat(loop.getExceptionHandler()).isNull();
            BiConsumer<EventLoop, ErrorContext> handler = (_, _) -> {};
            loop.setExceptionHandler(handler);
            assertThat(loop.getExceptionHandler()).isSameAs(handler);
        }
    }
}

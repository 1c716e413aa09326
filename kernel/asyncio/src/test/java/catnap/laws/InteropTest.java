package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.runCoroutineThreadsafe;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.asyncio.Asyncio.wrapFuture;
import static catnap.laws.Virtually.passes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Futures of the loop and those of `java.util.concurrent`, and coroutines from other threads.
class InteropTest {
    @Test
    void aStageIsAwaitedForItsValue() {
        Virtually.run(() -> {
            var stage = new CompletableFuture<String>();
            Thread.ofPlatform().start(() -> stage.complete("from a thread"));
            assertThat(await(stage)).isEqualTo("from a thread");
            assertThat(await(CompletableFuture.completedFuture("there before"))).isEqualTo("there before");
        });
    }

    @Test
    void aStagesErrorComesOutAsItself() {
        Virtually.run(() -> {
            var error = new IOException("x");
            assertThatThrownBy(() -> await(CompletableFuture.failedFuture(error)))
                    .isSameAs(error);
            var wrapped = CompletableFuture.supplyAsync(() -> {
                throw new CompletionException(error);
            });
            assertThatThrownBy(() -> await(wrapped)).isSameAs(error);
        });
    }

    @Test
    void aStageThatRefusesALateCancellationIsReportedAndTheTaskIsCancelled() {
        Virtually.run(() -> {
            var stage = new CompletableFuture<String>() {
                @Override
                public boolean cancel(boolean mayInterrupt) {
                    throw new UnsupportedOperationException("not mine to cancel");
                }
            };
            var reported = new ArrayList<String>();
            getRunningLoop().setExceptionHandler((_, context) -> {
                reported.add(context.message().replaceFirst("<.*", "") + context.exception());
            });
            var task = createTask(async(() -> {
                requireNonNull(currentTask()).cancel();
                return await(stage);
            }));
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
            assertThat(reported)
                    .containsExactly(
                            "Exception in cancelling " + "java.lang.UnsupportedOperationException: not mine to cancel");
        });
    }

    @Test
    void cancellingTheTaskCancelsTheStage() {
        Virtually.run(() -> {
            var stage = new CompletableFuture<String>();
            var task = createTask(async(() -> await(stage)));
            passes(1);
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
            assertThat(stage.isCancelled()).isTrue();
        });
    }

    @Test
    void cancellingTheStageCancelsTheWaiter() {
        Virtually.run(() -> {
            var stage = new CompletableFuture<String>();
            AsyncFuture<String> future = wrapFuture(stage);
            passes(1);
            stage.cancel(false);
            assertThatThrownBy(() -> await(future)).isInstanceOf(CancelledError.class);
            assertThat(future.cancelled()).isTrue();
        });
    }

    @Test
    void aTaskIsAFutureForOtherThreadsToo() {
        Virtually.run(() -> {
            CompletableFuture<String> view = createTask(sleep(0, "slept")).toCompletableFuture();
            assertThat(await(toThread(() -> view.get()))).isEqualTo("slept");
            Callable<String> fails = () -> {
                throw new IOException("x");
            };
            var failing = createTask(async(fails)).toCompletableFuture();
            passes(2);
            assertThatThrownBy(failing::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("x");
        });
    }

    @Test
    void cancellingTheViewCancelsTheTaskAndTheOtherWayRound() {
        Virtually.run(() -> {
            var task = createTask(sleep(1000));
            passes(1);
            task.toCompletableFuture().cancel(true);
            passes(3);
            assertThat(task.cancelled()).isTrue();
            var other = createTask(sleep(1000));
            var view = other.toCompletableFuture();
            passes(1);
            other.cancel();
            passes(3);
            assertThat(view.isCancelled()).isTrue();
        });
    }

    @Test
    void sixteenThreadsHandInCoroutinesAtOnce() {
        int threads = 16;
        int each = 50;
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            var answers = new ConcurrentLinkedQueue<Integer>();
            List<CompletableFuture<Void>> done = IntStream.range(0, threads)
                    .mapToObj(t -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < each; i++) {
                                    int n = t * each + i;
                                    answers.add(runCoroutineThreadsafe(doubled(n), loop)
                                            .join());
                                }
                            },
                            Thread::startVirtualThread))
                    .toList();
            for (CompletableFuture<Void> one : done) await(one);
            assertThat(answers)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, threads * each)
                            .mapToObj(n -> 2 * n)
                            .toList());
        });
    }

    private static Coroutine<Integer> doubled(int n) {
        return async(() -> {
            await(sleep(0));
            return 2 * n;
        });
    }

    @Test
    void anErrorOfAHandedInCoroutineReachesItsThread() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            Coroutine<String> failing = async(() -> {
                throw new IOException("x");
            });
            await(toThread(() -> assertThatThrownBy(
                            () -> runCoroutineThreadsafe(failing, loop).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)));
        });
    }

    @Test
    void cancellingTheFutureOfAHandedInCoroutineCancelsItsTask() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            AsyncFuture<String> cleaned = loop.createFuture();
            Coroutine<String> waiting = async(() -> {
                try {
                    return await(sleep(1000, ""));
                } finally {
                    cleaned.setResult("cleaned up");
                }
            });
            var started = new CompletableFuture<String>();
            Coroutine<String> watched = async(() -> {
                started.complete("started");
                return await(waiting);
            });
            var view = runCoroutineThreadsafe(watched, loop);
            await(started);
            passes(1);
            view.cancel(true);
            assertThat(await(cleaned)).isEqualTo("cleaned up");
        });
    }

    @Test
    void aCoroutineThatCannotBeStartedIsAnErrorForItsThreadAndNotAHang() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            var used = sleep(0, "x");
            await(used);
            await(toThread(() -> assertThatThrownBy(
                            () -> runCoroutineThreadsafe(used, loop).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("cannot reuse already awaited coroutine")));
        });
    }

    @Test
    void aLoopThatClosesLeavesNoThreadWaiting() throws InterruptedException {
        var loop = new EventLoop();
        var never = runCoroutineThreadsafe(sleep(0, "never"), loop);
        var waiting = new CompletableFuture<Throwable>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                never.join();
            } catch (CancellationException cancelled) {
                waiting.complete(cancelled);
            }
        });
        loop.close();
        thread.join();
        assertThat(waiting).isCompleted();
        assertThatThrownBy(() -> runCoroutineThreadsafe(sleep(0), loop)).hasMessage("Event loop is closed");
    }

    @Test
    void runInExecutorUsesTheExecutorItIsGiven() {
        Virtually.run(() -> {
            Executor own = task -> Thread.ofPlatform().name("mine").start(task);
            EventLoop loop = getRunningLoop();
            assertThat(await(
                            loop.runInExecutor(own, () -> Thread.currentThread().getName())))
                    .isEqualTo("mine");
            assertThat(await(loop.runInExecutor(
                            null, () -> Thread.currentThread().getName())))
                    .startsWith("asyncio_");
            loop.setDefaultExecutor(own);
            assertThat(await(toThread(() -> Thread.currentThread().getName()))).isEqualTo("mine");
        });
    }

    @Test
    void anExecutorThatRefusesSaysSoAtTheCall() {
        Virtually.run(() -> {
            Executor full = _ -> {
                throw new RejectedExecutionException("full");
            };
            assertThatThrownBy(() -> getRunningLoop().runInExecutor(full, () -> "x"))
                    .isInstanceOf(RejectedExecutionException.class);
            await(sleep(1)); // virtual time goes on: nobody is owed an answer
        });
    }

    @Test
    void codeThatStillWaitsForAThreadDoesNotRunOnceCancelled() {
        Virtually.run(() -> {
            var queue = new ConcurrentLinkedQueue<Runnable>();
            var ran = new CountDownLatch(1);
            var future = getRunningLoop().runInExecutor(queue::add, () -> {
                ran.countDown();
                return "ran";
            });
            future.cancel();
            queue.forEach(Runnable::run);
            passes(2);
            assertThat(ran.getCount()).isEqualTo(1);
            assertThat(future.cancelled()).isTrue();
        });
    }

    @Test
    void aThreadHasNoTaskAndNoLoop() {
        Virtually.run(() -> await(toThread(
                () -> assertThatThrownBy(() -> currentTask()).hasMessageStartingWith("no running event loop"))));
    }
}

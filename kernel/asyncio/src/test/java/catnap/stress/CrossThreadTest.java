package catnap.stress;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.runCoroutineThreadsafe;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sixteen threads call into one loop, which falls asleep and is woken all the time.
class CrossThreadTest {
    private static final int THREADS = 16;
    private static final int CALLS = Integer.getInteger("stress.operations", 100_000) / THREADS;

    private record Call(int thread, int number) {}

    private static void inThreads(IntConsumer work) {
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread.ofPlatform().daemon().start(() -> work.accept(number));
        }
    }

    @Test
    void everyCallArrivesOnceAndInTheOrderOfItsThread() {
        var arrived = new ArrayList<List<Integer>>();
        for (int i = 0; i < THREADS; i++) arrived.add(new ArrayList<>());
        try (var runner = new Runner()) {
            runner.run(async(() -> {
                EventLoop loop = getRunningLoop();
                var calls = new AsyncQueue<Call>();
                inThreads(thread -> {
                    for (int i = 0; i < CALLS; i++) {
                        var call = new Call(thread, i);
                        loop.callSoonThreadsafe(() -> calls.putNowait(call));
                    }
                });
                for (int left = THREADS * CALLS; left > 0; left--) {
                    Call call = await(calls.get());
                    arrived.get(call.thread()).add(call.number());
                }
            }));
        }
        for (List<Integer> numbers : arrived) {
            assertThat(numbers).hasSize(CALLS).isSorted().doesNotHaveDuplicates();
        }
    }

    /// Each thread waits for its answer before it asks again, so that the loop sleeps in between.
    @Test
    void everyQuestionIsAnsweredThoughTheLoopFallsAsleepInBetween() {
        var wrong = new AtomicInteger();
        var sum = new int[1]; // loop thread only
        try (var runner = new Runner()) {
            runner.run(async(() -> {
                EventLoop loop = getRunningLoop();
                AsyncFuture<@Nullable Void> allAsked = loop.createFuture();
                var threads = new AtomicInteger(THREADS);
                inThreads(thread -> {
                    for (int i = 0; i < CALLS / 10; i++) {
                        int expected = i * 31 + thread;
                        if (runCoroutineThreadsafe(answer(expected, sum), loop).join() != expected) {
                            wrong.incrementAndGet();
                        }
                    }
                    if (threads.decrementAndGet() == 0) loop.callSoonThreadsafe(() -> allAsked.setResult(null));
                });
                await(allAsked);
            }));
        }
        assertThat(wrong).hasValue(0);
        assertThat(sum[0]).isEqualTo(THREADS * (CALLS / 10));
    }

    private static Coroutine<Integer> answer(int value, int[] sum) {
        return async(() -> {
            if (value % 3 == 0) await(sleep(0));
            sum[0]++;
            return value;
        });
    }

    @Test
    void whatIsCancelledFromThreadsEndsAndNothingElseDoes() {
        var ended = new int[1]; // loop thread only
        try (var runner = new Runner()) {
            runner.run(async(() -> {
                EventLoop loop = getRunningLoop();
                AsyncFuture<@Nullable Void> allEnded = loop.createFuture();
                int all = THREADS * (CALLS / 10);
                inThreads(_ -> {
                    for (int i = 0; i < CALLS / 10; i++) {
                        CompletableFuture<?> endless = runCoroutineThreadsafe(
                                async(() -> {
                                    try {
                                        return await(loop.<String>createFuture());
                                    } finally {
                                        if (++ended[0] == all) allEnded.setResult(null);
                                    }
                                }),
                                loop);
                        loop.callSoonThreadsafe(() -> loop.callSoonThreadsafe(() -> endless.cancel(true)));
                    }
                });
                await(allEnded);
            }));
        }
        assertThat(ended[0]).isEqualTo(THREADS * (CALLS / 10));
    }
}

package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.benchmarks.CatnapPeer.expect;
import static catnap.benchmarks.CatnapPeer.inLoop;

import catnap.asyncio.AsyncQueue;
import catnap.asyncio.Coroutine;
import org.jspecify.annotations.Nullable;

/// Queues for one item: numbers sent one way, and a ball that goes there and back.
final class QueueWork {
    static void measure() throws Exception {
        Lap.measure("w2_pipe", Lap.size(1_000_000), n -> inLoop(pipe(n)));
        Lap.measure("w2_pingpong", Lap.size(500_000), n -> inLoop(pingpong(n)));
    }

    private static Coroutine<@Nullable Void> pipe(int n) {
        return async(() -> {
            var queue = new AsyncQueue<Integer>(1);
            var producer = createTask(produce(queue, n));
            for (int i = 0; i < n; i++) expect(await(queue.get()) == i);
            await(producer);
        });
    }

    private static Coroutine<@Nullable Void> produce(AsyncQueue<Integer> queue, int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) await(queue.put(i));
        });
    }

    private static Coroutine<@Nullable Void> pingpong(int n) {
        return async(() -> {
            var there = new AsyncQueue<Integer>(1);
            var back = new AsyncQueue<Integer>(1);
            var other = createTask(echo(there, back, n));
            for (int i = 0; i < n; i++) {
                await(there.put(i));
                expect(await(back.get()) == i);
            }
            await(other);
        });
    }

    private static Coroutine<@Nullable Void> echo(AsyncQueue<Integer> there, AsyncQueue<Integer> back, int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) await(back.put(await(there.get())));
        });
    }

    private QueueWork() {}
}

package catnap.kernel.picture;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncQueue;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The programs that lessons draw pictures of. Their tasks have names of their own, the same each time.
final class Lessons {
    private Lessons() {}

    static Coroutine<@Nullable Void> named(String name, Body body) {
        return async(() -> {
            Objects.requireNonNull(currentTask()).setName(name);
            body.run();
        });
    }

    static Coroutine<String> fact(double seconds) {
        return async(() -> {
            await(sleep(seconds));
            return "Cats sleep " + seconds;
        });
    }

    static Task<String> fetch(String name, double seconds) {
        return createTask(fact(seconds), name);
    }

    static Coroutine<@Nullable Void> sequential() {
        return named("sequential", () -> {
            for (int i = 0; i < 3; i++) await(fact(0.3));
        });
    }

    static Coroutine<@Nullable Void> gathered(int tasks) {
        return named("gathered", () -> {
            var facts = new ArrayList<Task<String>>();
            for (int i = 1; i <= tasks; i++) facts.add(fetch("fetch " + i, i % 3 == 0 ? 0.2 : 0.3));
            await(gather(facts));
        });
    }

    static Coroutine<@Nullable Void> cancelling() {
        return named("main", () -> {
            var worker = createTask(
                    async(() -> {
                        try {
                            await(sleep(5));
                        } finally {
                            await(sleep(0.2)); // cleans up
                        }
                    }),
                    "worker");
            await(sleep(0.3));
            worker.cancel();
            try {
                await(worker);
            } catch (CancelledError expected) {
                await(sleep(0));
            }
        });
    }

    static Coroutine<@Nullable Void> producerAndConsumer() {
        return named("main", () -> {
            var queue = new AsyncQueue<Integer>(1);
            var producer = createTask(
                    async(() -> {
                        for (int i = 0; i < 4; i++) await(queue.put(i));
                    }),
                    "producer");
            var consumer = createTask(
                    async(() -> {
                        for (int i = 0; i < 4; i++) {
                            await(queue.get());
                            await(sleep(0.1));
                        }
                    }),
                    "consumer");
            await(gather(producer, consumer));
        });
    }

    static Coroutine<String> failing() {
        return async(() -> {
            await(sleep(0.2));
            throw new IllegalStateException("no cats");
        });
    }

    static Coroutine<@Nullable Void> groupFails() {
        return named(
                "main",
                () -> asyncWith(new TaskGroup(), group -> {
                    group.createTask(fact(0.5), "slow");
                    group.createTask(failing(), "fails");
                    group.createTask(fact(0.1), "quick");
                }));
    }

    static Coroutine<@Nullable Void> gatherFails() {
        return named(
                "main", () -> await(gather(fetch("slow", 0.5), createTask(failing(), "fails"), fetch("quick", 0.1))));
    }
}

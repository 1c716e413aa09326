package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncBarrier;
import catnap.asyncio.AsyncBoundedSemaphore;
import catnap.asyncio.AsyncCondition;
import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncLifoQueue;
import catnap.asyncio.AsyncLock;
import catnap.asyncio.AsyncPriorityQueue;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.AsyncSemaphore;
import catnap.asyncio.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `asyncio-golden.py`: locks, events, conditions, semaphores, barriers and queues.
final class SyncTwins extends Twins {
    private static <T> List<T> forEach(String names, Function<String, T> action) {
        return names.chars().mapToObj(Character::toString).map(action).toList();
    }

    @Twin
    void lockFairness() {
        var lock = new AsyncLock();
        Function<String, Coroutine<@Nullable Void>> holder = x -> async(() -> {
            try (var _ = await(lock.acquire())) {
                log(x, "in");
                await(sleep(0));
            }
            log(x, "out");
        });
        await(lock.acquire());
        var tasks = new ArrayList<>(forEach("abc", x -> createTask(holder.apply(x))));
        await(sleep(0));
        lock.release();
        log("locked", lock.locked());
        tasks.add(createTask(holder.apply("d")));
        await(gather(tasks));
        logErrors(lock::release);
    }

    @Twin
    void eventAndClear() {
        var event = new AsyncEvent();
        var tasks = forEach("ab", x -> createTask(async(() -> log(x, await(event.waitSet()), event.isSet()))));
        await(sleep(0));
        event.set();
        event.clear();
        await(gather(tasks));
    }

    @Twin
    void conditionNotify() {
        var condition = new AsyncCondition();
        var tasks = forEach(
                "abc",
                x -> createTask(async(() -> asyncWith(condition, () -> {
                    await(condition.waitSignal());
                    log(x, "woke", condition.locked());
                }))));
        await(sleep(0));
        asyncWith(condition, () -> {
            condition.signal(2);
            log("notified");
        });
        passes(3);
        asyncWith(condition, condition::signalAll);
        await(gather(tasks));
        logErrors(condition::signal);
    }

    @Twin
    void semaphoreFifo() {
        var places = new AsyncSemaphore(2);
        await(gather(forEach(
                "abcd",
                x -> async(() -> asyncWith(places, () -> {
                    log(x, "in");
                    await(sleep(0));
                })))));
        log(places.locked(), places.toString().replaceAll("\\D", "")); // its value is no business of others
        logErrors(new AsyncBoundedSemaphore(1)::release);
    }

    @Twin
    void barrierIndices() {
        var barrier = new AsyncBarrier(3);
        await(gather(forEach("abc", x -> async(() -> log(x, await(barrier.waitAll()))))));
        log(barrier.parties(), barrier.nWaiting(), barrier.broken());
        await(barrier.abort());
        logErrors(() -> await(barrier.waitAll()));
    }

    @Twin
    void queueCapacityOne() {
        var queue = new AsyncQueue<Integer>(1);
        var producer = async(() -> {
            for (int i = 0; i < 3; i++) {
                log("put", i);
                await(queue.put(i));
            }
            log("p end");
        });
        var consumer = async(() -> {
            for (int i = 0; i < 3; i++) {
                log("got", await(queue.get()));
                queue.taskDone();
            }
        });
        await(gather(producer, consumer));
        await(queue.join());
        log(queue.empty(), queue.qsize());
        logErrors(queue::getNowait, queue::taskDone);
        queue.putNowait(1);
        logErrors(() -> queue.putNowait(2));
    }

    @Twin
    void queueKinds() {
        log("Queue", drained(new AsyncQueue<>()));
        log("LifoQueue", drained(new AsyncLifoQueue<>()));
        log("PriorityQueue", drained(new AsyncPriorityQueue<>()));
    }

    private static List<Integer> drained(AsyncQueue<Integer> queue) {
        for (int x : List.of(2, 1, 3)) queue.putNowait(x);
        return List.of(queue.getNowait(), queue.getNowait(), queue.getNowait());
    }
}

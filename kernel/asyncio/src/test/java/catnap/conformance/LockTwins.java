package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.toThread;

import catnap.asyncio.AsyncBarrier;
import catnap.asyncio.AsyncBoundedSemaphore;
import catnap.asyncio.AsyncCondition;
import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncLock;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.AsyncSemaphore;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Locks and queues whose waiters are cancelled, overtaken, sent away.
final class LockTwins extends Twins {

    // Locks and events.

    @Twin
    void aCancelledWaiterPassesTheLockOn() {
        var lock = new AsyncLock();
        await(lock.acquire());
        var a = createTask(userOf(lock, "a"));
        var b = createTask(userOf(lock, "b"));
        passes(1);
        lock.release();
        a.cancel();
        log(await(outcome(a)), await(outcome(b)), lock.locked());
    }

    private Coroutine<@Nullable Void> userOf(AsyncLock lock, String name) {
        return async(() -> {
            try {
                asyncWith(lock, () -> log(name, "has it"));
            } catch (CancelledError error) {
                log(name, "cancelled");
                throw error;
            }
        });
    }

    @Twin
    void aLockIsReleasedTooOften() {
        var lock = new AsyncLock();
        log(await(lock.acquire()) == lock, lock.locked());
        lock.release();
        logErrors(lock::release);
        asyncWith(lock, () -> log(lock.locked()));
        log(lock.locked());
    }

    @Twin
    void aLockInTwoLoops() {
        var lock = new AsyncLock();
        await(lock.acquire());
        var task = createTask(lock.acquire());
        passes(1);
        Coroutine<@Nullable Void> other = async(() -> {
            try {
                await(lock.acquire());
            } catch (IllegalStateException error) {
                String message = known(error.getMessage());
                log(message.substring(message.lastIndexOf("> ") + 2));
            }
        });
        await(toThread(() -> run(other)));
        lock.release();
        await(task);
    }

    @Twin
    void anEventAndACancelledWaiter() {
        var event = new AsyncEvent();
        var a = createTask(outcome(event.waitSet()));
        var b = createTask(outcome(event.waitSet()));
        passes(1);
        a.cancel("x");
        event.set();
        log(await(a), await(b), event.isSet(), await(event.waitSet()));
        event.clear();
        log(event.isSet());
    }

    @Twin
    void anEventThatIsClearedAtOnce() {
        var event = new AsyncEvent();
        var waiters = List.of(createTask(event.waitSet()), createTask(event.waitSet()));
        passes(1);
        event.set();
        event.clear();
        log(await(gather(waiters)), event.isSet());
    }

    // Conditions.

    @Twin
    void aCancelledWaitTakesTheLockAgain() {
        var condition = new AsyncCondition();
        var task = createTask(async(() -> asyncWith(condition, () -> {
            try {
                await(condition.waitSignal());
            } finally {
                log("has the lock", condition.locked());
            }
        })));
        passes(1);
        await(condition.acquire());
        task.cancel("c");
        passes(3);
        log("waits for the lock", task.done());
        condition.release();
        log(await(outcome(task)), condition.locked());
    }

    @Twin
    void aConditionAndItsPredicate() {
        var condition = new AsyncCondition();
        var stock = new int[1];
        var tasks = new ArrayList<Task<@Nullable Void>>();
        for (int n : List.of(2, 1)) {
            tasks.add(createTask(async(() ->
                    asyncWith(condition, () -> log(n, "checked", await(condition.waitFor(() -> stock[0] >= n)))))));
        }
        passes(1);
        for (int i = 0; i < 2; i++) {
            asyncWith(condition, () -> {
                stock[0]++;
                condition.signalAll();
            });
            passes(4);
            log("stock", stock[0], tasks.stream().map(Task::done).toList());
        }
    }

    @Twin
    void aConditionWithoutItsLock() {
        var condition = new AsyncCondition();
        log(await(outcome(condition.waitSignal())));
        log(await(outcome(condition.waitFor(() -> false))));
        log(await(outcome(condition.waitFor(() -> true))));
        logErrors(condition::signal, condition::signalAll, condition::release);
    }

    @Twin
    void twoConditionsShareALock() {
        var lock = new AsyncLock();
        var a = new AsyncCondition(lock);
        var b = new AsyncCondition(lock);
        var tasks = List.of(createTask(signalled("a", a)), createTask(signalled("b", b)));
        passes(2);
        asyncWith(lock, () -> b.signal());
        passes(3);
        log(tasks.stream().map(Task::done).toList(), lock.locked());
        asyncWith(a, () -> a.signal(5));
        await(gather(tasks));
    }

    private Coroutine<@Nullable Void> signalled(String name, AsyncCondition condition) {
        return async(() -> asyncWith(condition, () -> {
            await(condition.waitSignal());
            log(name);
        }));
    }

    // Semaphores and barriers.

    @Twin
    void aSemaphoreAndACancelledWaiter() {
        var semaphore = new AsyncSemaphore(1);
        await(semaphore.acquire());
        var a = createTask(outcome(semaphore.acquire()));
        var b = createTask(semaphore.acquire());
        passes(1);
        log(semaphore.locked());
        semaphore.release();
        a.cancel("x");
        log(await(a), await(b) == semaphore, semaphore.locked());
        semaphore.release();
        log(semaphore.locked());
    }

    @Twin
    void aNewcomerQueuesForASemaphore() {
        var semaphore = new AsyncSemaphore(0);
        var tasks = new ArrayList<>(List.of(createTask(userOf(semaphore, 0)), createTask(userOf(semaphore, 1))));
        passes(1);
        semaphore.release();
        tasks.add(createTask(userOf(semaphore, 2)));
        log(semaphore.locked());
        passes(2);
        semaphore.release();
        semaphore.release();
        await(gather(tasks));
    }

    private Coroutine<@Nullable Void> userOf(AsyncSemaphore semaphore, int n) {
        return async(() -> {
            await(semaphore.acquire());
            log("user", n);
        });
    }

    @Twin
    void semaphoresRefuse() {
        var semaphore = new AsyncBoundedSemaphore(1);
        await(semaphore.acquire());
        semaphore.release();
        logErrors(semaphore::release, () -> new AsyncSemaphore(-1), () -> new AsyncBarrier(0));
    }

    @Twin
    void aBarrierIsResetAndAborted() {
        var barrier = new AsyncBarrier(3);
        var tasks = List.of(createTask(outcome(barrier.waitAll())), createTask(outcome(barrier.waitAll())));
        passes(1);
        log(barrier.nWaiting(), barrier.parties(), barrier.broken());
        await(barrier.reset());
        for (var task : tasks) log(await(task));
        log(barrier.nWaiting(), barrier.broken());
        await(barrier.abort());
        log(await(outcome(barrier.waitAll())), barrier.broken());
        await(barrier.reset());
        var numbers = IntStream.range(0, 3)
                .mapToObj(_ -> createTask(barrier.waitAll()))
                .toList();
        log(await(gather(numbers)).stream().sorted().toList(), barrier.broken());
    }

    @Twin
    void aBarrierAndACancelledWaiter() {
        var barrier = new AsyncBarrier(2);
        var a = createTask(outcome(barrier.waitAll()));
        passes(1);
        a.cancel("x");
        log(await(a), barrier.nWaiting(), barrier.broken());
        var b = createTask(barrier.waitAll());
        var c = createTask(barrier.waitAll());
        log(await(b), await(c));
    }

    // Queues.

    @Twin
    void aCancelledGetterPassesItsItemOn() {
        var queue = new AsyncQueue<String>();
        var a = createTask(outcome(queue.get()));
        var b = createTask(queue.get());
        passes(1);
        queue.putNowait("item");
        a.cancel("x");
        log(await(a), await(b), queue.qsize());
    }

    @Twin
    void aNewcomerTakesTheItem() {
        var queue = new AsyncQueue<Integer>();
        var a = createTask(async(() -> log("taker", "a", await(queue.get()))));
        passes(1);
        queue.putNowait(1);
        log("newcomer", queue.getNowait());
        passes(2);
        log(a.done());
        queue.putNowait(2);
        await(a);
    }

    @Twin
    void aCancelledPutterPassesItsPlaceOn() {
        var queue = new AsyncQueue<Object>(1);
        await(queue.put(0));
        var a = createTask(outcome(queue.put("a")));
        var b = createTask(queue.put("b"));
        passes(1);
        log(queue.full(), queue.getNowait());
        a.cancel("x");
        log(await(a), await(b), queue.getNowait(), queue.empty());
    }

    @Twin
    void aFullQueueAndAnEmptyOne() {
        var queue = new AsyncQueue<String>(1);
        log(queue.maxsize(), queue.empty(), queue.full(), queue.qsize());
        queue.putNowait("x");
        logErrors(() -> queue.putNowait("y"), () -> {
            queue.getNowait();
            queue.getNowait();
        });
        log(new AsyncQueue<String>(-1).full());
    }

    @Twin
    void joinWaitsForAllWork() {
        var queue = new AsyncQueue<Integer>();
        await(queue.join());
        for (int i = 0; i < 2; i++) queue.putNowait(i);
        var join = createTask(queue.join());
        passes(1);
        queue.getNowait();
        queue.getNowait();
        queue.taskDone();
        passes(2);
        log(join.done());
        queue.taskDone();
        await(join);
        logErrors(queue::taskDone);
    }

    @Twin
    void putAndGetDoNotSuspend() {
        var queue = new AsyncQueue<Integer>();
        getRunningLoop().callSoon(() -> log("a pass"));
        await(queue.put(1));
        log("put", await(queue.get()));
        passes(1);
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.ensureFuture;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.StopAsyncIteration;
import catnap.asyncio.StopIteration;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: tasks, futures, and their callbacks.
final class FutureTwins extends Twins {
    @Twin
    void aDoneTaskIsAwaitedAtOnce() {
        var task = createTask(worker("t", 0));
        passes(2);
        getRunningLoop().callSoon(() -> log("pass"));
        log(task.done(), await(task), await(task));
        passes(1);
    }

    @Twin
    void waitersGoOnInOrder() {
        var future = getRunningLoop().<Integer>createFuture();
        var tasks = new ArrayList<Task<@Nullable Void>>();
        for (String x : List.of("a", "b", "c")) tasks.add(createTask(waiter(x, future)));
        passes(1);
        future.addDoneCallback(_ -> log("callback"));
        tasks.add(createTask(waiter("d", future)));
        passes(1);
        future.setResult(1);
        log("set");
        passes(1);
        log("after", tasks.stream().map(AsyncFuture::done).toList());
        await(gather(tasks));
    }

    private Coroutine<@Nullable Void> waiter(String x, AsyncFuture<Integer> future) {
        return async(() -> log(x, await(future)));
    }

    @Twin
    void allWaitersGetTheSameError() {
        var task = createTask(boom("x", 1));
        var seen = new ArrayList<Throwable>();
        Stream<Coroutine<@Nullable Void>> waiters = Stream.of(1, 2, 3)
                .map(_ -> async(() -> {
                    try {
                        await(task);
                    } catch (IllegalArgumentException error) {
                        seen.add(error);
                    }
                }));
        await(gather(waiters.toList()));
        boolean same = seen.stream().allMatch(error -> error == task.exception());
        log(seen.stream().map(Twins::show).toList(), same);
    }

    @Twin
    void callbacksOfSeveralFutures() {
        EventLoop loop = getRunningLoop();
        var f = loop.<@Nullable Void>createFuture();
        var g = loop.<@Nullable Void>createFuture();
        f.addDoneCallback(_ -> log("f1"));
        g.addDoneCallback(_ -> log("g1"));
        f.addDoneCallback(_ -> {
            log("f2");
            f.addDoneCallback(_ -> log("f3"));
        });
        g.addDoneCallback(_ -> log("g2"));
        g.setResult(null);
        f.setResult(null);
        loop.callSoon(() -> log("soon"));
        passes(1);
        log("pass");
        passes(1);
    }

    @Twin
    void doneCallbacksAreRemoved() {
        var future = getRunningLoop().<Integer>createFuture();
        Consumer<AsyncFuture<Integer>> a = _ -> log("a");
        Consumer<AsyncFuture<Integer>> b = _ -> log("b");
        log(future.removeDoneCallback(a));
        Stream.of(a, b, a, b).forEach(future::addDoneCallback);
        log(future.removeDoneCallback(a), future.removeDoneCallback(a));
        future.setResult(1);
        log(future.removeDoneCallback(b));
        passes(1);
    }

    @Twin
    void aDoneCallbackFails() {
        EventLoop loop = getRunningLoop();
        handleErrors(loop);
        var future = loop.<Integer>createFuture();
        future.addDoneCallback(_ -> {
            throw new IllegalArgumentException("done");
        });
        future.addDoneCallback(_ -> log("the next one runs"));
        future.setResult(1);
        passes(1);
        log(await(future));
    }

    @Twin
    void allTasksAreThoseNotDone() {
        var a = createTask(worker("a", 1), "a");
        var b = createTask(forever("b"), "b");
        known(currentTask()).setName("main");
        log(namesOfAll());
        await(a);
        log(namesOfAll());
        b.cancel();
        log(await(outcome(b)), allTasks().size());
    }

    private static List<String> namesOfAll() {
        return allTasks().stream().map(Task::getName).sorted().toList();
    }

    @Twin
    void aTaskHasNoResultOfOnesOwn() {
        var task = createTask(worker("t", 0));
        logErrors(
                () -> task.setResult("1"),
                () -> task.setException(new IllegalArgumentException()),
                task::result,
                task::exception);
        log(await(task), task.result(), task.exception());
    }

    @Twin
    void ensureFutureMakesWhatIsNeeded() {
        Awaitable<String> custom = () -> {
            log("asked");
            return worker("custom", 1);
        };
        var future = getRunningLoop().<String>createFuture();
        var task = createTask(worker("t", 0));
        log(ensureFuture(future) == future, ensureFuture(task) == task);
        log(await(ensureFuture(worker("w", 0))), await(custom), await(gather(custom, task)));
    }

    @Twin
    void anErrorGoesUpTheChain() {
        Coroutine<String> a = async(() -> await(boom("deep", 1)));
        Coroutine<String> b = async(() -> {
            try {
                return await(a);
            } finally {
                log("b finally");
            }
        });
        Coroutine<String> c = async(() -> {
            try {
                return await(b);
            } catch (IllegalArgumentException error) {
                var wrapped = new Words.KeyError("wrapped");
                wrapped.initCause(error);
                throw wrapped;
            }
        });
        try {
            await(c);
        } catch (Words.KeyError error) {
            log(show(error), show(error.getCause()));
        }
    }

    @Twin
    void aCoroutineRunsOnce() {
        var c = worker("c", 0);
        var task = createTask(c);
        String again = known(await(outcome(async(() -> await(createTask(c)))))).toString();
        passes(1); // in Python the second task is made, and fails where it begins
        log(again);
        log(await(task));
        var d = worker("d", 0);
        d.close();
        d.close();
        log(await(outcome(d)));
    }

    @Twin
    void stopIterationDoesNotLeaveACoroutine() {
        log(await(outcome(raising(new StopIteration("s")))));
        log(await(outcome(createTask(raising(new StopIteration("s"))))));
        log(await(outcome(createTask(raising(new StopAsyncIteration("a"))))));
    }

    private static Coroutine<String> raising(RuntimeException error) {
        return async(() -> {
            throw error;
        });
    }
}

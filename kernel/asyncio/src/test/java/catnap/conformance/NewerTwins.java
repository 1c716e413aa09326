package catnap.conformance;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncFor;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.copyContext;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncCondition;
import catnap.asyncio.AsyncFuture;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.Asyncio;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ExceptionGroup;
import catnap.asyncio.QueueShutDownException;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `since-3.13.py`: what asyncio does since then.
final class NewerTwins extends Twins {
    private static void eager() {
        getRunningLoop().setTaskFactory(Asyncio::eagerTaskFactory);
    }

    // Eager tasks.

    @Twin
    void anEagerTaskBeginsAtOnce() {
        eager();
        Task<?> me = known(currentTask());
        Coroutine<String> body = async(() -> {
            log("is current", currentTask() != me);
            return await(noted("a", 1));
        });
        var task = createTask(body, "eager");
        log("made", task.done(), currentTask() == me);
        log(await(task));
    }

    @Twin
    void anEagerTaskThatNeverWaits() {
        eager();
        var task = createTask(noted("a"));
        log(task.done(), task.result(), allTasks().contains(task));
        task.addDoneCallback(_ -> log("callback"));
        log("added");
        await(sleep(0));
    }

    @Twin
    void anEagerTaskThatFailsAtOnce() {
        eager();
        var task = createTask(boom("x"));
        log(task.done(), show(task.exception()), await(outcome(task)));
    }

    @Twin
    void eagerTasksMakeEagerTasks() {
        eager();
        Coroutine<String> outer = async(() -> {
            log("outer");
            var inner = createTask(noted("inner", 1), "inner");
            log("outer goes on");
            return await(inner);
        });
        var task = createTask(outer, "outer");
        log("main goes on");
        log(await(task));
    }

    @Twin
    void gatherOfEagerTasks() {
        eager();
        var both = gather(worker("a", 0), worker("b", 1));
        log("gathered", both.done());
        log(await(both));
        var one = gather(worker("c", 0));
        log(one.done(), await(one));
    }

    @Twin
    void aGroupOfEagerTasks() {
        eager();
        try {
            asyncWith(new TaskGroup(), group -> {
                var a = group.createTask(worker("a", 0));
                log("made", a.done());
                group.createTask(boom("x"));
                log("body goes on", known(currentTask()).cancelling());
                await(sleep(100));
            });
        } catch (ExceptionGroup group) {
            log(group.exceptions().size(), show(group.exceptions().getFirst()));
        }
    }

    @Twin
    void eagerTasksHaveContextsOfTheirOwn() {
        eager();
        VAR.set("main");
        await(createTask(async(() -> {
            log(VAR.get());
            VAR.set("eager");
        })));
        log(VAR.get());
    }

    @Twin
    void anEagerTaskIsCancelled() {
        eager();
        var task = createTask(forever("t"));
        log(task.cancel("m"), task.cancelling());
        log(await(outcome(task)), task.cancelled());
    }

    @Twin
    void anEagerTaskCancelsItself() {
        eager();
        var task = createTask(async(() -> {
            known(currentTask()).cancel("me");
            log("goes on");
            await(sleep(0));
            log("not reached");
        }));
        log(task.done());
        log(await(outcome(task)));
    }

    @Twin
    void oneEagerTaskByHand() {
        var task = Task.of(getRunningLoop(), noted("a"), "hand", copyContext(), true);
        log(task.done(), task.result());
        var plain = Task.of(getRunningLoop(), noted("b"), "plain", copyContext(), false);
        log(plain.done(), await(plain));
    }

    // Queues that shut down.

    @Twin
    void aQueueIsShutDown() {
        var queue = new AsyncQueue<String>(1);
        queue.putNowait("last");
        var putter = createTask(outcome(queue.put("late")));
        passes(1);
        queue.shutdown();
        log(await(putter), await(outcome(queue.put("x"))), queue.qsize());
        log(await(queue.get()), await(outcome(queue.get())));
        List<Runnable> uses = List.of(() -> queue.putNowait("y"), queue::getNowait);
        for (Runnable use : uses) {
            try {
                use.run();
            } catch (QueueShutDownException error) {
                log(show(error));
            }
        }
        queue.shutdown();
    }

    @Twin
    void aQueueIsShutDownAtOnce() {
        var queue = new AsyncQueue<Integer>();
        for (int i = 0; i < 2; i++) queue.putNowait(i);
        var join = createTask(queue.join());
        passes(1);
        queue.shutdown(true);
        log(queue.empty(), await(outcome(queue.get())), await(outcome(join)));
    }

    @Twin
    void gettersAreSentAway() {
        var queue = new AsyncQueue<Integer>();
        var getters = List.of(createTask(outcome(queue.get())), createTask(outcome(queue.get())));
        passes(1);
        queue.shutdown();
        var ends = new ArrayList<@Nullable Object>();
        for (var getter : getters) ends.add(await(getter));
        log(ends);
    }

    @Twin
    void aQueueThatIsShutDownIsJoined() {
        var queue = new AsyncQueue<Integer>();
        queue.putNowait(1);
        queue.getNowait();
        queue.shutdown();
        var join = createTask(queue.join());
        passes(2);
        log(join.done());
        queue.taskDone();
        await(join);
        log("joined");
    }

    // As they end.

    @Twin
    void tasksThemselvesAsTheyEnd() {
        var tasks = List.of(createTask(worker("slow", 2), "slow"), createTask(worker("fast", 0), "fast"));
        asyncFor(asCompleted(tasks), ended -> {
            var task = (Task<String>) ended;
            log(task.getName(), tasks.contains(task), task.done(), await(task));
        });
    }

    @Twin
    void tasksAsTheyEndForSomeTime() {
        var tasks = List.of(createTask(forever("f")), createTask(worker("w", 0)));
        AsyncFuture<String> first = tasks.getFirst();
        try {
            asyncFor(asCompleted(tasks, 0.01), ended -> log(await(ended)));
        } catch (AsyncTimeoutException error) {
            log(show(error), first.done());
        }
        first.cancel();
        log(await(outcome(first)));
    }

    // What else is new.

    @Twin
    void aCancelIsTakenBackBeforeItIsDelivered() {
        Task<String> task = createTask(async(() -> {
            Task<?> me = known(currentTask());
            me.cancel("a");
            me.cancel("b");
            log(me.uncancel(), me.cancelling());
            log(me.uncancel(), me.cancelling());
            await(sleep(0));
            return "unharmed";
        }));
        log(await(outcome(task)), task.cancelled());
    }

    @Twin
    void aCancelledWaiterPassesItsSignalOn() {
        var condition = new AsyncCondition();
        var a = createTask(signalled("a", condition));
        var b = createTask(signalled("b", condition));
        passes(1);
        asyncWith(condition, () -> condition.signal());
        a.cancel();
        log(await(outcome(a)), await(outcome(b)));
    }

    private Coroutine<@Nullable Void> signalled(String name, AsyncCondition condition) {
        return async(() -> asyncWith(condition, () -> {
            await(condition.waitSignal());
            log(name, "signalled");
        }));
    }

    @Twin
    void aGroupKeepsTheRequestThatItHides() {
        var task = createTask(async(() -> {
            try {
                asyncWith(new TaskGroup(), group -> {
                    group.createTask(failsInCleanup("late"));
                });
            } catch (ExceptionGroup group) {
                log(
                        "group",
                        show(group.exceptions().getFirst()),
                        known(currentTask()).cancelling());
            }
            await(sleep(0));
            log("not reached");
        }));
        passes(2);
        task.cancel("outside");
        log(await(outcome(task)), task.cancelled());
    }

    @Twin
    void aSleepOfNoNumber() {
        logErrors(() -> sleep(Double.NaN)); // wrong use fails at the wrong call
    }
}

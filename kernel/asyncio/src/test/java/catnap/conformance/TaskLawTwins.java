package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cancels that meet results, refusals and clean-ups; children of `gather` that do.
final class TaskLawTwins extends Twins {

    @Twin
    void graveErrorsFailTheTaskAlone() {
        Task<String> task = createTask(async(() -> {
            throw new Words.Grave("bad");
        }));
        var other = createTask(worker("other", 1));
        log(await(outcome(task)), task.cancelled(), show(task.exception()), await(other));
    }

    @Twin
    void aGraveErrorInACallback() {
        var loop = getRunningLoop();
        handleErrors(loop);
        loop.callSoon(() -> {
            throw new Words.Grave("bad");
        });
        loop.callSoon(() -> log("next"));
        passes(2);
    }

    @Twin
    void aRefusedCancelLeavesItsCount() {
        Task<String> task = createTask(async(() -> {
            Task<?> me = known(currentTask());
            try {
                await(sleep(100));
            } catch (CancelledError _) {
                log("refused", me.cancelling());
            }
            await(sleep(0));
            log("counts", me.cancelling(), me.uncancel(), me.uncancel(), me.cancelling());
            return "done";
        }));
        passes(1);
        log(task.cancel("a"), task.cancel("b"), task.cancelling(), task.cancelled(), task.done());
        log(await(outcome(task)), task.cancelled(), task.cancel());
    }

    @Twin
    void aCancelWaitsForTheCleanUp() {
        var task = createTask(async(() -> {
            try {
                await(sleep(100));
            } finally {
                passes(2);
                log("cleaned");
            }
        }));
        passes(1);
        task.cancel();
        for (int i = 0; i < 3; i++) {
            log(task.done(), task.cancelled());
            passes(1);
        }
        log(await(outcome(task)), task.cancelled());
    }

    @Twin
    void cancelOfATaskWhoseFutureIsDone() {
        var future = getRunningLoop().<Integer>createFuture();
        var task = createTask(async(() -> {
            try {
                log("got", await(future));
            } catch (CancelledError error) {
                log("cancelled", Words.args(error), future.done(), future.cancelled());
                throw error;
            }
        }));
        passes(1);
        future.setResult(1);
        log(task.cancel("late"), task.cancel("later"));
        log(await(outcome(task)), task.cancelled(), task.cancelling());
    }

    @Twin
    void aCancelledCallbackOrder() {
        var task = createTask(forever("t"));
        task.addDoneCallback(done -> log("callback", done.cancelled()));
        var waiter = createTask(outcome(task));
        passes(2);
        task.cancel("m");
        log("requested", task.done());
        log(await(waiter));
    }

    @Twin
    void aTaskCancelsAnotherThatWaitsForIt() {
        var tasks = new ArrayList<Task<@Nullable Void>>();
        tasks.add(createTask(async(() -> {
            try {
                await(tasks.get(1));
            } catch (CancelledError error) {
                log("first", Words.args(error));
                throw error;
            }
        })));
        tasks.add(createTask(async(() -> {
            passes(1);
            log("cancels", tasks.getFirst().cancel("from second"));
            passes(1);
            log("not reached");
        })));
        Task<@Nullable Void> first = tasks.get(0);
        Task<@Nullable Void> second = tasks.get(1);
        log(await(outcome(first)), await(outcome(second)), first.cancelled(), second.cancelled());
    }

    @Twin
    void sleepGivesItsResult() {
        log(await(sleep(0, "a")), await(sleep(0.001, "b")), await(sleep(-1, "c")), await(sleep(0)));
    }

    @Twin
    void aCancelledSleepLeavesAtOnce() {
        var task = createTask(sleep(100, "slept"));
        passes(1);
        task.cancel("up");
        passes(1);
        log(task.done(), task.cancelled());
    }

    @Twin
    void namesAreGivenAndTaken() {
        var task = createTask(worker("w", 0), "first");
        log(task.getName());
        task.setName(7);
        log(task.getName(), await(task), task.getName());
    }

    // Gather.

    @Twin
    void gatherWaitsForAChildThatRefuses() {
        var both = gather(stubborn("s"), forever("f"));
        passes(1);
        log(both.cancel("all"), both.done());
        log(await(outcome(both)), both.cancelled(), both.cancel());
    }

    @Twin
    void gatherOfChildrenThatAllRefuse() {
        var both = gather(stubborn("a"), stubborn("b"));
        passes(1);
        both.cancel();
        log(await(outcome(both)));
    }

    @Twin
    void gatherCancelledTwice() {
        var one = gather(stubborn("a", 2));
        passes(1);
        log(one.cancel("one"));
        passes(1);
        log(one.cancel("two"), one.done());
        try {
            await(one);
        } catch (CancelledError error) {
            log(Words.kind(error));
        }
    }

    @Twin
    void gatherWhoseChildrenFailInCleanUp() {
        var both = gather(failsInCleanup("late"), forever("f"));
        passes(1);
        both.cancel();
        log(await(outcome(both)));
        log(await(outcome(gather(List.<Coroutine<String>>of()).returnExceptions())));
    }

    @Twin
    void gatherCancelledByItsWaiter() {
        List<Task<String>> kids =
                Stream.of("a", "b").map(name -> createTask(forever(name))).toList();
        var task = createTask(async(() -> {
            try {
                await(gather(kids));
            } catch (CancelledError error) {
                log("body", Words.args(error), kids.stream().map(Task::done).toList());
                throw error;
            }
        }));
        passes(2);
        task.cancel("why");
        log(await(outcome(task)), kids.stream().map(Task::cancelled).toList());
    }

    @Twin
    void gatherKeepsTheFirstOfTwoErrors() {
        log(await(outcome(gather(boom("a", 2), boom("b", 1), boom("c", 1)))));
        passes(2);
    }
}

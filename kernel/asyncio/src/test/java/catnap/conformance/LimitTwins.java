package catnap.conformance;

import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static catnap.asyncio.Asyncio.timeoutAt;
import static catnap.asyncio.Asyncio.waitFor;
import static catnap.asyncio.Asyncio.waitTasks;

import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ReturnWhen;
import catnap.asyncio.Task;
import catnap.asyncio.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits that end early: for the first, for a time, behind a shield.
final class LimitTwins extends Twins {
    private static final @Nullable Duration NONE = null;

    @Twin
    void waitForTheFirstException() {
        Task<String> a = createTask(forever("a"));
        Task<String> b = createTask(boom("b", 3));
        Task<String> c = createTask(forever("c"));
        passes(1);
        a.cancel();
        var waited = await(waitTasks(List.of(a, b, c), ReturnWhen.FIRST_EXCEPTION));
        var done = waited.done();
        log(done.contains(a), done.contains(b), waited.pending().contains(c), done.size());
        c.cancel();
        waited = await(waitTasks(List.of(a, b, c)));
        log(waited.done().size(), waited.pending().size());
    }

    @Twin
    void waitAlwaysLetsAPassGoBy() {
        var task = createTask(worker("t", 0));
        await(task);
        getRunningLoop().callSoon(() -> log("meanwhile"));
        var waited = await(waitTasks(List.of(task, task), 0));
        log(waited.done().size(), waited.pending().size());
    }

    @Twin
    void aCancelledWaitCancelsNothing() {
        var task = createTask(forever("t"));
        var wait = createTask(waitTasks(List.of(task)));
        passes(2);
        wait.cancel("stop");
        log(await(outcome(wait)), task.done());
        task.cancel();
        log(await(outcome(task)));
    }

    @Twin
    void waitThrowsNoError() {
        var task = createTask(boom("x"));
        log(await(waitTasks(List.of(task))).done().size(), show(task.exception()));
    }

    @Twin
    void waitForInTheCallersTask() {
        Task<?> me = known(currentTask());
        Coroutine<Boolean> who = async(() -> currentTask() == me);
        Coroutine<Boolean> again = async(() -> currentTask() == me);
        log(await(waitFor(who, NONE)), await(waitFor(again, 10)), me.cancelling());
    }

    @Twin
    void waitForOfOneWhoIsCancelledByOthers() {
        var task = createTask(forever("t"));
        var wait = createTask(waitFor(task, 100));
        passes(2);
        task.cancel("other");
        log(await(outcome(wait)), wait.cancelled(), task.cancelled());
    }

    @Twin
    void waitForCancelledFromOutside() {
        var task = createTask(forever("t"));
        var wait = createTask(waitFor(task, 100));
        passes(2);
        wait.cancel("outside");
        log(await(outcome(wait)), task.cancelled());
    }

    @Twin
    void waitForWhoseThingFailsInCleanUp() {
        var wait = createTask(waitFor(failsInCleanup("cleanup"), 0.01));
        log(await(outcome(wait)), wait.cancelling());
    }

    @Twin
    void waitForAFutureThatIsNotDone() {
        for (double seconds : new double[] {0.01, -1}) {
            var future = getRunningLoop().<Integer>createFuture();
            log(await(outcome(waitFor(future, seconds))), future.cancelled());
        }
    }

    // As they end, and behind a shield.

    @Twin
    void asCompletedHandsOutErrorsToo() {
        for (var next : asCompleted(createTask(worker("w", 3)), createTask(boom("x", 1)))) log(await(outcome(next)));
    }

    @Twin
    void asCompletedOfTheSameTwice() {
        var task = createTask(worker("w", 1));
        var results = new ArrayList<String>();
        for (var next : asCompleted(task, task)) results.add(await(next));
        log(results);
        results.clear();
        for (var next : asCompleted(List.<Task<String>>of())) results.add(await(next));
        log(results);
    }

    @Twin
    void asCompletedThatIsLeft() {
        var slow = createTask(worker("slow", 4));
        for (var next : asCompleted(slow, createTask(worker("fast", 0)))) {
            log("first", await(next));
            break;
        }
        log(await(slow));
    }

    @Twin
    void aShieldOfACoroutine() {
        var shield = shield(noted("inner", 2));
        passes(1);
        log(shield.cancel("outer"), shield.cancelled(), shield.done());
        passes(3);
    }

    @Twin
    void aShieldPassesOnResultsAndErrors() {
        log(await(shield(worker("w", 0))), await(outcome(shield(boom("x")))));
        var task = createTask(worker("done", 0));
        await(task);
        log(shield(task) == task);
    }

    @Twin
    void aShieldInACancelledTask() {
        var inner = createTask(noted("inner", 3));
        Task<String> task = createTask(async(() -> {
            try {
                return await(shield(inner));
            } catch (CancelledError error) {
                log("body", Words.args(error));
                return await(inner);
            }
        }));
        passes(2);
        task.cancel("c");
        log(await(outcome(task)), task.cancelling(), inner.cancelled());
    }

    // Time limits.

    @Twin
    void aLimitIsMoved() {
        var first = timeout(0.01);
        asyncWith(first, () -> {
            first.reschedule(null);
            await(sleep(0.03));
            log("still here", first.when(), first.expired());
        });
        log(first.expired());
        var limit = timeout(NONE);
        try {
            asyncWith(limit, () -> {
                limit.reschedule(getRunningLoop().time() - 1);
                log("goes on until the next wait");
                await(sleep(100));
                log("not reached");
            });
        } catch (AsyncTimeoutException error) {
            log(show(error), show(error.getCause()), limit.expired());
        }
        logErrors(() -> limit.reschedule(null));
    }

    @Twin
    void aLimitThatIsOverWithoutAWait() {
        var limit = timeout(-1);
        asyncWith(limit, () -> log("no wait"));
        log(limit.expired(), known(currentTask()).cancelling());
        passes(1);
        log("unharmed");
    }

    @Twin
    void aLimitAndAnErrorOfTheBody() {
        var limit = timeout(0.01);
        try {
            asyncWith(limit, () -> await(failsInCleanup("own")));
        } catch (IllegalArgumentException error) {
            log(show(error), limit.expired(), known(currentTask()).cancelling());
        }
    }

    @Twin
    void aLimitWhoseCancelIsRefused() {
        var limit = timeout(0.01);
        asyncWith(limit, () -> {
            try {
                await(sleep(100));
            } catch (CancelledError _) {
                log("refused", known(currentTask()).cancelling());
            }
        });
        log(limit.expired(), known(currentTask()).cancelling());
    }

    @Twin
    void anInnerLimitIsOverFirst() {
        var outer = timeout(100);
        asyncWith(outer, () -> {
            var inner = timeout(0.01);
            try {
                asyncWith(inner, () -> await(sleep(100)));
            } catch (AsyncTimeoutException _) {
                log("inner", inner.expired(), outer.expired());
            }
        });
        log(outer.expired());
    }

    @Twin
    void bothLimitsAreOverAtOnce() {
        double at = getRunningLoop().time() + 0.01;
        Timeout outer = timeoutAt(at);
        Timeout inner = timeoutAt(at);
        try {
            asyncWith(outer, () -> {
                try {
                    asyncWith(inner, () -> await(sleep(100)));
                } catch (AsyncTimeoutException _) {
                    log("inner");
                } catch (CancelledError error) {
                    log("inner lets it pass", inner.expired());
                    throw error;
                }
            });
        } catch (AsyncTimeoutException _) {
            log("outer", inner.expired(), outer.expired(), known(currentTask()).cancelling());
        }
    }

    @Twin
    void aCancelWhileALimitRuns() {
        var task = createTask(async(() -> {
            var limit = timeout(100);
            try {
                asyncWith(limit, () -> await(sleep(100)));
            } finally {
                log("expired", limit.expired());
            }
        }));
        passes(1);
        task.cancel("outside");
        log(await(outcome(task)), task.cancelled());
    }

    @Twin
    void limitsSayTheirState() {
        var limit = timeout(NONE);
        logState(limit);
        asyncWith(limit, () -> logState(limit));
        logState(limit);
        var over = timeout(-1);
        try {
            asyncWith(over, () -> passes(1));
        } catch (AsyncTimeoutException _) {
            logState(over);
        }
    }

    private void logState(Timeout limit) {
        log(limit.toString().replace("null", "None"));
    }
}

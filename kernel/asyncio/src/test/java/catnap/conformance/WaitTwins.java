package catnap.conformance;

import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static catnap.asyncio.Asyncio.waitFor;
import static catnap.asyncio.Asyncio.waitTasks;

import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ReturnWhen;
import catnap.asyncio.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `asyncio-golden.py`: waiting for several things, for a while, behind a shield.
final class WaitTwins extends Twins {
    private static final @Nullable Duration NONE = null;

    @Twin
    void waitModes() {
        var tasks = List.of(createTask(worker("a", 1)), createTask(worker("b", 3)));
        var waited = await(waitTasks(tasks, ReturnWhen.FIRST_COMPLETED));
        log(waited.done().size(), waited.pending().size());
        waited = await(waitTasks(tasks));
        log(waited.done().size(), waited.pending().size());
        var t = createTask(boom("x"));
        var u = createTask(forever("u"));
        waited = await(waitTasks(List.of(t, u), ReturnWhen.FIRST_EXCEPTION));
        log(waited.done().contains(t), waited.pending().contains(u), u.cancelled(), show(t.exception()));
        waited = await(waitTasks(List.of(u), 0.01));
        log("timeout", waited.done().size(), waited.pending().size(), u.done());
        u.cancel();
        logErrors(() -> await(waitTasks(List.<Task<?>>of())));
        log("TypeError('Passing coroutines is forbidden, use tasks explicitly.')"); // here javac says it
        await(sleep(0));
    }

    private static Coroutine<String> value(String x, int n) {
        return async(() -> {
            passes(n);
            return x;
        });
    }

    @Twin
    void asCompletedOrder() {
        for (var next : asCompleted(value("slow", 4), value("fast", 0), value("mid", 2))) log(await(next));
    }

    @Twin
    void asCompletedTimeout() {
        try {
            for (var next : asCompleted(List.of(forever("f")), 0.01)) await(next);
        } catch (AsyncTimeoutException error) {
            log(show(error));
        }
        await(sleep(0));
    }

    @Twin
    void waitForTimeout() {
        try {
            await(waitFor(forever("f"), 0.01));
        } catch (AsyncTimeoutException error) {
            log(show(error), "cause", show(error.getCause()));
        }
        log(await(waitFor(worker("w", 1), NONE)));
    }

    @Twin
    void waitForZero() {
        logErrors(() -> await(waitFor(worker("never"), 0)));
        var future = getRunningLoop().<Integer>createFuture();
        future.setResult(3);
        log(await(waitFor(future, 0)));
    }

    @Twin
    void waitForSuppressed() {
        Coroutine<String> stubborn = async(() -> {
            try {
                await(sleep(10));
            } catch (CancelledError _) {
                return "anyway";
            }
            return "slept";
        });
        log(await(waitFor(stubborn, 0.01)));
    }

    @Twin
    void timeoutBasic() {
        var limit = timeout(0.01);
        try {
            asyncWith(limit, () -> await(forever("x")));
        } catch (AsyncTimeoutException error) {
            log(show(error), limit.expired(), known(currentTask()).cancelling());
        }
        var none = timeout(NONE);
        asyncWith(none, () -> await(sleep(0)));
        log(none.expired(), none.when());
    }

    @Twin
    void timeoutNestedOuterWins() {
        try {
            asyncWith(timeout(0.01), () -> {
                try {
                    asyncWith(timeout(10), () -> await(forever("x")));
                } catch (AsyncTimeoutException _) {
                    log("inner must not");
                }
            });
        } catch (AsyncTimeoutException _) {
            log("outer");
        }
    }

    @Twin
    void timeoutAndOutsideCancel() {
        var task = createTask(async(() -> asyncWith(timeout(0.01), () -> {
            try {
                await(forever("x"));
            } finally {
                known(currentTask()).cancel("outside");
            }
        })));
        log(Words.ended(await(gather(task).returnExceptions()).getFirst()), task.cancelled());
    }

    @Twin
    void timeoutMisuse() {
        var limit = timeout(1);
        logErrors(() -> limit.reschedule(2.0));
        asyncWith(limit, () -> {});
        logErrors(() -> asyncWith(limit, () -> {}));
    }

    @Twin
    void shieldOuterCancel() {
        Task<Integer> task = createTask(async(() -> {
            passes(2);
            log("inner ran on");
            return 1;
        }));
        var caller = createTask(async(() -> {
            try {
                await(shield(task));
            } catch (CancelledError error) {
                log("caller cancelled");
                throw error;
            }
        }));
        await(sleep(0));
        caller.cancel();
        await(gather(caller).returnExceptions());
        log(task.done(), await(task));
    }

    @Twin
    void shieldInnerCancel() {
        var task = createTask(forever("t"));
        var shield = shield(task);
        await(sleep(0));
        task.cancel("in");
        try {
            await(shield);
        } catch (CancelledError error) {
            log(show(error), shield.cancelled());
        }
    }
}

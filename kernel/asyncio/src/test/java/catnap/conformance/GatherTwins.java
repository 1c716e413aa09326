package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;

/// `asyncio-golden.py`: gather.
final class GatherTwins extends Twins {
    @Twin
    void gatherOrderAndDuplicates() {
        var task = createTask(value("d", 1));
        log(await(gather(value("a", 3), value("b", 2), task, task)), await(gather()));
    }

    private Coroutine<String> value(String x, int n) {
        return async(() -> {
            passes(n);
            log("done", x);
            return x;
        });
    }

    @Twin
    void gatherFirstExceptionOthersRunOn() {
        var task = createTask(worker("w", 4));
        try {
            await(gather(boom("x", 1), task, boom("y", 2)));
        } catch (IllegalArgumentException error) {
            log("got", show(error), task.done());
        }
        log(await(task));
    }

    @Twin
    void gatherReturnExceptions() {
        Coroutine<String> cancelled = async(() -> {
            throw new CancelledError("inside");
        });
        log(await(gather(boom("x"), worker("w", 1), cancelled).returnExceptions()));
    }

    @Twin
    void gatherCancelOuter() {
        var gathering = gather(forever("a"), forever("b"));
        await(sleep(0));
        log(gathering.cancel("g"), gathering.cancelled(), gathering.done());
        try {
            await(gathering);
        } catch (CancelledError error) {
            log(show(error), gathering.cancelled(), show(gathering.exception()));
        }
    }

    @Twin
    void gatherChildCancelled() {
        var t = createTask(forever("t"));
        var u = createTask(worker("u", 3));
        var gathering = gather(t, u);
        await(sleep(0));
        t.cancel("child");
        try {
            await(gathering);
        } catch (CancelledError error) {
            log(show(error), "outer cancelled:", gathering.cancelled(), "u done:", u.done());
        }
        await(u);
    }
}

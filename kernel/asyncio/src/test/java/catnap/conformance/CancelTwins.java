package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import org.jspecify.annotations.Nullable;

/// `asyncio-golden.py`: cancelling.
final class CancelTwins extends Twins {
    @Twin
    void cancelBeforeStart() {
        var task = createTask(worker("never"));
        log(task.cancel("why"), task.cancelling(), task.cancelled());
        try {
            await(task);
        } catch (CancelledError error) {
            log("got", show(error), task.cancelled(), task.done());
        }
    }

    @Twin
    void cancelTwiceAndAfterDone() {
        var task = createTask(forever("t"));
        await(sleep(0));
        log(task.cancel("one"), task.cancel("two"), task.cancelling());
        try {
            await(task);
        } catch (CancelledError error) {
            log(show(error));
        }
        log(task.cancel(), task.cancelling());
    }

    @Twin
    void cancelSwallowed() {
        Task<String> task = createTask(async(() -> {
            try {
                await(sleep(10));
            } catch (CancelledError _) {
                log("swallowed");
            }
            await(sleep(0));
            return "survived";
        }));
        await(sleep(0));
        task.cancel();
        log(await(task), task.cancelled(), task.cancelling(), task.uncancel(), task.uncancel());
    }

    @Twin
    void cancelSelfAtNextAwait() {
        Task<@Nullable Void> task = createTask(async(() -> {
            known(currentTask()).cancel("self");
            log("still running");
            try {
                await(sleep(0));
                log("not reached");
            } catch (CancelledError error) {
                log(show(error));
                throw error;
            }
        }));
        log(outcomeOf(task));
    }

    @Twin
    void cancelSelfThenReturn() {
        Task<Integer> task = createTask(async(() -> {
            known(currentTask()).cancel("late");
            return 5;
        }));
        log(outcomeOf(task), task.cancelled());
    }

    @Twin
    void cancelSelfThenUncancel() {
        Coroutine<Integer> me = async(() -> {
            Task<?> self = known(currentTask());
            self.cancel();
            self.uncancel();
            await(sleep(0));
            return 5;
        });
        log(outcomeOf(createTask(me)));
    }

    @Twin
    void cancelReachesThroughAwaitChain() {
        Coroutine<String> inner = async(() -> await(forever("inner")));
        Task<String> outer = createTask(async(() -> {
            Task<String> task = createTask(inner);
            try {
                return await(task);
            } finally {
                log("outer finally", task.cancelled());
            }
        }));
        passes(2);
        outer.cancel("m");
        try {
            await(outer);
        } catch (CancelledError error) {
            log("main", show(error));
        }
    }

    private static <T extends @Nullable Object> Object outcomeOf(Task<T> task) {
        return known(Words.ended(await(gather(task).returnExceptions()).getFirst()));
    }
}

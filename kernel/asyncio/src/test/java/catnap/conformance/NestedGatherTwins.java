package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;

/// `conformance-more.py`: gathers of gathers, of what is done, and cancelled ones.
final class NestedGatherTwins extends Twins {
    @Twin
    void gathersNest() {
        log(await(gather(gather(value(1, 3), value(2, 1)), value(3, 2), gather())));
    }

    private Coroutine<Integer> value(int x, int n) {
        return async(() -> {
            passes(n);
            log(x);
            return x;
        });
    }

    @Twin
    void anInnerGatherFails() {
        log(await(outcome(gather(worker("w", 3), gather(boom("in", 1), worker("v", 2))))));
        passes(3);
        log(await(gather(gather(boom("in", 1), worker("x", 0)), worker("y", 0)).returnExceptions()));
    }

    @Twin
    void anInnerGatherIsCancelled() {
        var inner = gather(forever("a"), forever("b"));
        var outer = gather(inner, worker("w", 1));
        passes(1);
        inner.cancel("in");
        log(await(outcome(outer)), inner.cancelled(), outer.cancelled());
    }

    @Twin
    void gatherOfWhatIsDone() {
        var f = getRunningLoop().<String>createFuture();
        var g = getRunningLoop().<String>createFuture();
        f.setResult("f");
        var a = gather(f, createTask(worker("t", 1)));
        g.setException(new IllegalArgumentException("g"));
        var b = gather(f, g);
        log(a.done());
        log(await(outcome(b)), await(a));
    }

    @Twin
    void aGatherOfDoneFuturesIsDone() {
        var future = getRunningLoop().<String>createFuture();
        future.setResult("f");
        var gathering = gather(future, future);
        log(gathering.done(), await(gathering));
    }

    @Twin
    void aTolerantGatherIsCancelled() {
        Coroutine<String> quick = async(() -> "quick");
        var gathering = gather(forever("a"), quick, forever("b")).returnExceptions();
        passes(2);
        log(gathering.cancel("g"), gathering.done());
        log(await(outcome(gathering)), gathering.cancelled(), gathering.cancel());
    }

    @Twin
    void aDoneGatherCancelsNothing() {
        var task = createTask(forever("t"));
        var gathering = gather(boom("x"), task);
        log(await(outcome(gathering)), gathering.cancel(), task.done());
        task.cancel("end");
        log(await(outcome(task)));
    }

    @Twin
    void aCancelledGatherAndALateCancel() {
        Coroutine<String> byHand = async(() -> {
            throw new CancelledError("by hand");
        });
        var gathering = gather(byHand);
        var tasks = new ArrayList<Task<List<String>>>();
        gathering.addDoneCallback(_ -> log("cancel", tasks.getFirst().cancel("late")));
        tasks.add(createTask(async(() -> await(gathering))));
        log(await(outcome(tasks.getFirst())), tasks.getFirst().cancelled());
    }

    @Twin
    void gatherKeepsLaterErrorsQuiet() {
        handleErrors(getRunningLoop());
        log(await(outcome(gather(boom("one", 1), boom("two", 2), boom("three", 3)))));
        passes(4);
        getRunningLoop().reportLeftovers();
        log("end");
    }
}

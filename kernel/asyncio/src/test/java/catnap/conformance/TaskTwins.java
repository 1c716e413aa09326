package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Failure;
import catnap.asyncio.InvalidStateException;
import catnap.asyncio.StopIteration;
import catnap.asyncio.Success;
import catnap.asyncio.Task;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `asyncio-golden.py`: tasks, futures, and what tasks see of context variables.
final class TaskTwins extends Twins {
    @Twin
    void namesAndCurrent() {
        var task = createTask(name(), "mine");
        log(await(task));
        task.setName(5);
        log(task.getName());
        var a = createTask(name());
        var b = createTask(name());
        String x = await(a);
        String y = await(b);
        log(x.startsWith("Task-"), Integer.parseInt(y.substring(5)) - Integer.parseInt(x.substring(5)));
    }

    private static Coroutine<String> name() {
        return async(() -> known(currentTask()).getName());
    }

    @Twin
    void contextvarsCopyAtCreation() {
        VAR.set("main");
        var task = createTask(child());
        VAR.set("later");
        await(task);
        log(VAR.get());
        await(child());
        log(VAR.get());
        getRunningLoop().callSoon(() -> {
            log("cb", VAR.get());
            VAR.set("cb");
        });
        VAR.set("after");
        await(sleep(0));
        log(VAR.get());
    }

    private Coroutine<@Nullable Void> child() {
        return async(() -> {
            log("sees", VAR.get());
            VAR.set("child");
            log("set", VAR.get());
        });
    }

    @Twin
    void futureStates() {
        var f = getRunningLoop().<Integer>createFuture();
        logErrors(f::result, f::exception);
        f.setResult(1);
        try {
            f.setResult(2);
        } catch (InvalidStateException error) {
            log("twice", Words.kind(error));
        }
        log(f.cancel(), f.result());
        var g = getRunningLoop().<Integer>createFuture();
        log(g.cancel("m"));
        try {
            g.exception();
        } catch (CancelledError error) {
            log(show(error));
        }
        var h = getRunningLoop().<Integer>createFuture();
        h.setException(new StopIteration());
        if (h.done()) log(show(h.exception()));
    }

    @Twin
    void badAwaits() {
        var self = new AtomicReference<Task<String>>();
        self.set(createTask(async(() -> await(self.get()))));
        Throwable error = failure(self.get());
        log(Words.kind(error), known(error.getMessage()).split(":", 2)[0]);
        var other = new EventLoop();
        AsyncFuture<String> foreign = other.createFuture();
        error = failure(createTask(async(() -> await(foreign))));
        log(Words.kind(error), known(error.getMessage()).endsWith("attached to a different loop"));
        other.close();
        var coroutine = worker("c", 0);
        await(coroutine);
        try {
            await(coroutine);
        } catch (IllegalStateException again) {
            log(show(again));
        }
        log("TypeError"); // javac refuses to compile await(3)
    }

    private static Throwable failure(Task<String> task) {
        return switch (await(gather(task).returnExceptions()).getFirst()) {
            case Failure<String>(var error) -> error;
            case Success<String> _ -> throw new AssertionError("it must fail");
        };
    }
}

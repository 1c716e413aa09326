package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.runCoroutineThreadsafe;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;

import catnap.asyncio.EventLoop;
import catnap.asyncio.Leftovers;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `asyncio-golden.py`: the loop, its order, its threads, and its reports.
final class LoopTwins extends Twins {
    @Twin
    void fifo() {
        var tasks = Stream.of("a", "b", "c").map(x -> createTask(worker(x))).toList();
        log("created");
        await(sleep(0));
        log("main");
        for (Task<String> task : tasks) await(task);
    }

    @Twin
    void passBoundary() {
        EventLoop loop = getRunningLoop();
        loop.callSoon(() -> {
            log("a");
            loop.callSoon(() -> log("a2"));
        });
        loop.callSoon(() -> log("b"));
        await(sleep(0));
        log("main1");
        await(sleep(0));
        log("main2");
    }

    @Twin
    void awaitIsDirect() {
        var task = createTask(ticks(2));
        log(await(async(() -> 7)));
        var future = getRunningLoop().<Integer>createFuture();
        future.setResult(8);
        log(await(future));
        await(task);
    }

    @Twin
    void taskDoneLatency() {
        Task<Integer> task = createTask(async(() -> {
            log("quick");
            return 1;
        }));
        task.addDoneCallback(_ -> log("cb1"));
        task.addDoneCallback(_ -> log("cb2"));
        var ticking = createTask(ticks(4));
        log("got", await(task));
        await(ticking);
    }

    @Twin
    void addCallbackWhenDone() {
        var future = getRunningLoop().<Integer>createFuture();
        future.setResult(1);
        future.addDoneCallback(_ -> log("cb"));
        log("after add");
        await(sleep(0));
        log("end");
    }

    @Twin
    void sleepZeroAndTimerOrder() {
        EventLoop loop = getRunningLoop();
        loop.callLater(0, () -> log("timer0"));
        loop.callAt(loop.time() - 5, () -> log("timer past"));
        loop.callSoon(() -> log("soon"));
        await(sleep(0));
        log("pass1");
        await(sleep(0.01));
        log("slept", await(sleep(-1, "x")));
    }

    @Twin
    void handlerContexts() {
        EventLoop loop = getRunningLoop();
        loop.setExceptionHandler((_, context) -> {
            var keys = new ArrayList<String>();
            if (context.exception() != null) keys.add("exception");
            if (context.future() != null) keys.add("future");
            if (context.handle() != null) keys.add("handle");
            // A callback has a name in Python, and the first of its letters are in the recorded line.
            String message = context.message().startsWith("Exception in callback")
                    ? "Exception in callback handler_contexts.<loca"
                    : context.message().replaceFirst(": await it.*", "");
            log("handler", message, show(context.exception()), keys);
        });
        loop.callSoon(() -> log(1 / List.of().size()));
        await(sleep(0));
        createTask(boom("lost"));
        passes(2);
        loop.reportLeftovers();
        loop.createFuture().setException(new IllegalArgumentException("f"));
        loop.reportLeftovers();
        log("end");
        loop.setExceptionHandler(null);
    }

    @Twin
    void neverAwaited() {
        Leftovers.trackCoroutines(true);
        var reports = new ArrayList<String>();
        getRunningLoop().setExceptionHandler((_, context) -> reports.add(context.message()));
        try {
            var _ = worker("x");
            getRunningLoop().reportLeftovers();
        } finally {
            Leftovers.trackCoroutines(false);
        }
        log(reports.stream()
                .map(report -> "RuntimeWarning: " + report.replaceFirst(" \\(created at .*", ""))
                .toList());
    }

    @Twin
    void threads() {
        EventLoop loop = getRunningLoop();
        VAR.set("ctx");
        log(await(toThread(() -> VAR.get())));
        log(await(loop.runInExecutor(null, () -> VAR.get())));
        try {
            await(toThread(() -> 1 / List.of().size()));
        } catch (ArithmeticException error) {
            log(show(error));
        }
        log(await(toThread(() -> runCoroutineThreadsafe(worker("x", 1), loop).get())));
    }
}

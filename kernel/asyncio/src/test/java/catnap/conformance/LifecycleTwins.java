package catnap.conformance;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Runner;

/// `conformance-more.py`: the life of loops and runners, and what they refuse.
final class LifecycleTwins extends Twins {
    @Twin(outside = true)
    void stopLetsThePassEnd() {
        var loop = new EventLoop();
        loop.callSoon(() -> {
            log("a");
            loop.stop();
            loop.callSoon(() -> log("next pass"));
        });
        loop.callSoon(() -> log("b"));
        loop.runForever();
        log("stopped", loop.isRunning());
        loop.stop();
        loop.runForever();
        log("one pass more");
        loop.close();
    }

    @Twin(outside = true)
    void stopBeforeTheEnd() {
        var loop = new EventLoop();
        var future = loop.<String>createFuture();
        loop.callSoon(loop::stop);
        logErrors(() -> loop.runUntilComplete(future));
        future.setResult("later");
        log(loop.runUntilComplete(future));
        loop.close();
    }

    @Twin(outside = true)
    void aStoppedRunLeavesNoTrace() {
        var loop = new EventLoop();
        var future = loop.<String>createFuture();
        loop.callSoon(loop::stop);
        logErrors(() -> loop.runUntilComplete(future));
        Coroutine<String> longer = async(() -> {
            future.setResult("early");
            for (int i = 0; i < 4; i++) {
                log("step", i);
                await(sleep(0));
            }
            return "long";
        });
        log(loop.runUntilComplete(longer));
        loop.close();
    }

    @Twin(outside = true)
    void aClosedLoopRefuses() {
        var loop = new EventLoop();
        var future = loop.<String>createFuture();
        loop.close();
        loop.close();
        log(loop.isClosed(), loop.isRunning());
        var coroutine = worker("never");
        logErrors(
                () -> loop.callSoon(() -> log("no")),
                () -> loop.callLater(1, () -> log("no")),
                () -> loop.callSoonThreadsafe(() -> log("no")),
                () -> loop.runUntilComplete(future),
                loop::runForever,
                () -> loop.createTask(coroutine));
        coroutine.close();
    }

    @Twin
    void aRunningLoopRefuses() {
        EventLoop loop = getRunningLoop();
        var future = loop.<String>createFuture();
        logErrors(loop::runForever, () -> loop.runUntilComplete(future), loop::close);
        try (var other = new EventLoop()) {
            logErrors(other::runForever);
        }
        var coroutine = worker("never", 0);
        try {
            run(coroutine);
        } catch (IllegalStateException _) {
            coroutine.close(); // does nothing if run has touched it
            log("run refused", true);
        }
    }

    @Twin(outside = true)
    void outsideOfALoop() {
        var coroutine = worker("never");
        for (Runnable action : new Runnable[] {
            () -> getRunningLoop(), () -> currentTask(), () -> allTasks(), () -> createTask(coroutine)
        }) {
            try {
                action.run();
            } catch (IllegalStateException error) {
                log(Words.kind(error), known(error.getMessage()).startsWith("no running event loop"));
            }
        }
        coroutine.close();
    }

    @Twin(outside = true)
    void runsOfARunnerShareLoopAndContext() {
        var runner = new Runner();
        try (runner) {
            EventLoop a = runner.run(async(() -> {
                VAR.set("first");
                return getRunningLoop();
            }));
            EventLoop b = runner.run(async(() -> {
                log(VAR.get());
                return getRunningLoop();
            }));
            log(a == b, a == runner.getLoop(), VAR.get());
        }
        var coroutine = worker("never");
        logErrors(() -> runner.run(coroutine));
        coroutine.close();
    }

    @Twin(outside = true)
    void aRunnerCancelsWhatIsLeft() {
        log(run(leaving(forever("left"))));
        log(run(leaving(stubborn())));
        log(run(leaving(worker("never started", 0))));
    }

    private Coroutine<String> leaving(Coroutine<String> left) {
        return async(() -> {
            handleErrors(getRunningLoop());
            createTask(left);
            passes(1);
            return "main ends";
        });
    }

    private Coroutine<String> stubborn() {
        return async(() -> {
            try {
                await(sleep(100));
            } catch (CancelledError _) {
                log("stubborn cleans up");
                await(sleep(0));
                log("stubborn done");
                throw new IllegalArgumentException("in cleanup");
            }
            return "not reached";
        });
    }
}

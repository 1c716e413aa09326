package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `conformance-more.py`: callbacks, timers, and the order of passes.
final class CallbackTwins extends Twins {
    @Twin
    void timersFireByTime() {
        EventLoop loop = getRunningLoop();
        for (double delay : List.of(0.03, 0.01, 0.02)) loop.callLater(delay, () -> log("after", delay));
        await(sleep(0.05));
        log("end");
    }

    @Twin
    void dueTimersRunInOnePass() {
        EventLoop loop = getRunningLoop();
        double now = loop.time();
        loop.callAt(now - 1, () -> {
            log("second");
            loop.callSoon(() -> log("soon of second"));
        });
        loop.callAt(now - 2, () -> {
            log("first");
            loop.callSoon(() -> log("soon of first"));
        });
        passes(3);
        log("end");
    }

    @Twin
    void aTimerInThePastWaitsForTheNextPass() {
        EventLoop loop = getRunningLoop();
        loop.callSoon(() -> {
            log("soon");
            loop.callAt(loop.time() - 1, () -> log("timer"));
            loop.callSoon(() -> log("sooner"));
        });
        passes(3);
    }

    @Twin
    void cancelledCallbacksDoNotRun() {
        EventLoop loop = getRunningLoop();
        var a = loop.callSoon(() -> log("a"));
        var b = loop.callSoon(() -> log("b"));
        var t = loop.callLater(0.001, () -> log("t"));
        var u = loop.callLater(0.002, () -> log("u"));
        a.cancel();
        t.cancel();
        a.cancel();
        log(a.cancelled(), b.cancelled(), t.cancelled(), u.cancelled(), t.when() < u.when());
        await(sleep(0.02));
        b.cancel();
        log("end", b.cancelled());
    }

    @Twin
    void aCallbackCancelsTheNextOne() {
        EventLoop loop = getRunningLoop();
        var handles = new ArrayList<Handle>();
        loop.callSoon(() -> {
            log("first");
            handles.getFirst().cancel();
        });
        handles.add(loop.callSoon(() -> log("second")));
        loop.callSoon(() -> log("third"));
        passes(1);
        log("end");
    }

    @Twin
    void callbacksHaveNoCurrentTask() {
        EventLoop loop = getRunningLoop();
        loop.callSoon(() -> log(currentTask(), getRunningLoop() == loop));
        var me = currentTask();
        passes(1);
        log(currentTask() == me);
    }

    @Twin
    void aCallbackMakesATask() {
        getRunningLoop().callSoon(() -> {
            createTask(worker("made", 1));
            log("callback");
        });
        for (int i = 0; i < 4; i++) {
            log("main", i);
            passes(1);
        }
    }

    @Twin
    void manyTasksSleepZero() {
        log(await(gather(counting("a", 3), counting("b", 1), counting("c", 4), counting("d", 0), counting("e", 2))));
    }

    private Coroutine<Integer> counting(String x, int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) {
                log(x + i);
                await(sleep(0));
            }
            return n;
        });
    }

    @Twin
    void sleepZeroLetsAChainGrow() {
        EventLoop loop = getRunningLoop();
        loop.callSoon(() -> chain(loop, 0));
        for (int i = 0; i < 5; i++) {
            await(sleep(0));
            log("pass", i);
        }
    }

    private void chain(EventLoop loop, int i) {
        log("chain", i);
        if (i < 3) loop.callSoon(() -> chain(loop, i + 1));
    }

    @Twin
    void aCallbackFails() {
        EventLoop loop = getRunningLoop();
        handleErrors(loop);
        Runnable bad = () -> {
            throw new IllegalArgumentException("callback");
        };
        loop.callSoon(bad);
        loop.callSoon(() -> log("the next one runs"));
        loop.callLater(0, bad);
        await(sleep(0.001));
        log("end");
    }

    @Twin
    void aHandlerFails() {
        EventLoop loop = getRunningLoop();
        loop.setExceptionHandler((_, _) -> {
            log("handler");
            throw new Words.KeyError("handler");
        });
        Logger logger = Logger.getLogger("asyncio");
        logger.setLevel(Level.OFF);
        loop.callSoon(() -> log(1 / List.of().size()));
        passes(2);
        logger.setLevel(null);
        log("end");
    }
}

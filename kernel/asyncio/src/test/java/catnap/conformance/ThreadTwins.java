package catnap.conformance;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.runCoroutineThreadsafe;
import static catnap.asyncio.Asyncio.toThread;

import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// `conformance-more.py`: words between the loop and other threads.
final class ThreadTwins extends Twins {
    @Twin
    void wordsFromAThreadKeepTheirOrder() {
        EventLoop loop = getRunningLoop();
        log(await(toThread(() -> {
            for (int i = 0; i < 3; i++) {
                int n = i;
                loop.callSoonThreadsafe(() -> log("word", n));
            }
            return "said";
        })));
    }

    @Twin
    void callSoonThreadsafeFromTheLoopItself() {
        EventLoop loop = getRunningLoop();
        loop.callSoon(() -> log("a"));
        loop.callSoonThreadsafe(() -> log("b"));
        loop.callSoon(() -> log("c"));
        passes(1);
    }

    @Twin
    void aCoroutineIsHandedInFromAThread() {
        EventLoop loop = getRunningLoop();
        log(await(toThread(() -> ask(worker("t", 1), loop))));
        log(await(toThread(() -> ask(boom("t", 1), loop))));
    }

    private static String ask(Coroutine<String> coroutine, EventLoop loop) throws InterruptedException {
        try {
            return runCoroutineThreadsafe(coroutine, loop).get();
        } catch (ExecutionException error) {
            return show(error.getCause());
        }
    }

    @Twin
    void anExecutorAnswersWithErrors() {
        EventLoop loop = getRunningLoop();
        Callable<String> bad = () -> {
            throw new Words.KeyError("thread");
        };
        log(await(outcome(loop.runInExecutor(null, bad))));
        var future = loop.runInExecutor(null, () -> "answer");
        log(future.done(), await(future), future.done());
    }
}

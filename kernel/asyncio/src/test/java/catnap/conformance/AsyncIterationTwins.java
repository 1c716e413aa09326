package catnap.conformance;

import static catnap.asyncio.Asyncio.aiter;
import static catnap.asyncio.Asyncio.anext;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncFor;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.AsyncIterator;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.GeneratorExit;
import catnap.asyncio.StopAsyncIteration;
import catnap.asyncio.Task;
import catnap.conformance.Words.KeyError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: async generators and iterators.
final class AsyncIterationTwins extends Twins {
    @Twin
    void anAsyncGeneratorIsAskedTwiceAtOnce() {
        AsyncGenerator<Object> a = asyncGenerator(g -> {
            await(sleep(0));
            g.yield(1);
            await(sleep(0));
            g.yield(2);
        });
        log(await(gather(
                outcome(anext(a)),
                outcome(anext(a)),
                outcome(a.asend(null)),
                outcome(a.athrow(new KeyError("k"))),
                outcome(a.aclose()))));
        log(await(outcome(anext(a))), await(outcome(anext(a))), await(outcome(anext(a))));
    }

    @Twin
    void asyncGeneratorsNotStartedOrOver() {
        var a = oneStep();
        log(await(outcome(a.asend("early"))));
        log(await(outcome(a.athrow(new KeyError("early")))), await(outcome(anext(a))));
        var b = oneStep();
        log(await(b.aclose()), await(outcome(anext(b))), await(b.aclose()));
        var c = oneStep();
        log(await(anext(c)), await(outcome(c.asend("hello"))), await(outcome(c.asend("over"))), await(c.aclose()));
    }

    private AsyncGenerator<Object> oneStep() {
        return asyncGenerator(g -> {
            log("started");
            log("got", g.yield(1));
        });
    }

    @Twin
    void anAsyncGeneratorIgnoresItsEnd() {
        AsyncGenerator<Object> a = asyncGenerator(g -> {
            try {
                g.yield(1);
            } catch (GeneratorExit _) {
                log("ignored");
                g.yield(2);
            }
        });
        await(anext(a));
        log(await(outcome(a.aclose())));
    }

    @Twin
    void anAsyncGeneratorFails() {
        AsyncGenerator<Object> a = asyncGenerator(g -> {
            g.yield(1);
            await(sleep(0));
            throw new IllegalArgumentException("x");
        });
        log(await(anext(a)), await(outcome(anext(a))), await(outcome(anext(a))));
        AsyncGenerator<Object> stop = asyncGenerator(_ -> {
            throw new StopAsyncIteration("s");
        });
        log(await(outcome(anext(stop))));
    }

    @Twin
    void anAsyncGeneratorIsCancelledWhileItWaits() {
        AsyncGenerator<Object> a = asyncGenerator(g -> {
            try {
                g.yield(1);
                await(forever("body"));
            } finally {
                await(sleep(0));
                log("g finally");
            }
        });
        Task<@Nullable Void> task = createTask(async(() -> asyncFor(a, this::log)));
        passes(2);
        task.cancel("c");
        log(await(outcome(task)), await(outcome(anext(a))));
    }

    @Twin
    void asyncGeneratorsNest() {
        AsyncGenerator<Integer> outer = asyncGenerator(g -> {
            for (int x : each(counting(2))) {
                g.yield(x * 10);
                await(sleep(0));
            }
            for (int x : each(counting(1))) g.yield(x);
        });
        Task<@Nullable Void> other = createTask(async(() -> {
            for (int i = 0; i < 6; i++) {
                log("other", i);
                await(sleep(0));
            }
        }));
        for (int x : each(outer)) log("value", x);
        await(other);
    }

    private static AsyncGenerator<Integer> counting(int n) {
        return asyncGenerator(g -> {
            for (int i = 0; i < n; i++) {
                await(sleep(0));
                g.yield(i);
            }
        });
    }

    @Twin
    void leftAsyncGeneratorsAreShutDown() {
        EventLoop loop = getRunningLoop();
        handleErrors(loop);
        var closed = new ArrayList<String>();
        var a = left("a", closed);
        var b = left("b", closed);
        var c = left("c", closed);
        for (AsyncGenerator<String> each : List.of(a, b, c)) await(anext(each));
        await(c.aclose());
        log(closed);
        var _ = left("never started", closed);
        await(loop.shutdownAsyncgens());
        log(closed.stream().sorted().toList());
        log(await(outcome(anext(a))), await(outcome(anext(b))));
    }

    private static AsyncGenerator<String> left(String name, List<String> closed) {
        return asyncGenerator(g -> {
            try {
                g.yield(name);
            } finally {
                await(sleep(0));
                closed.add(name);
                if (name.equals("b")) fail(name);
            }
        });
    }

    private static void fail(String message) {
        throw new IllegalArgumentException(message);
    }

    /// Python's class of the same name.
    private static final class Countdown implements AsyncIterator<Integer> {
        private int n;

        Countdown(int n) {
            this.n = n;
        }

        @Override
        public Awaitable<Integer> anext() {
            Coroutine<Integer> next = async(() -> {
                if (n == 0) throw new StopAsyncIteration();
                int value = --n;
                await(sleep(0));
                return value;
            });
            return next;
        }
    }

    @Twin
    void asyncIteratorsAreWalked() {
        for (int x : each(new Countdown(3))) log(x);
        var c = new Countdown(4);
        for (int x : each(c)) {
            if (x == 2) break;
        }
        Coroutine<Object> orDefault = anext(c, "over");
        log(await(anext(c)), await(anext(aiter(c))), await(orDefault), await(outcome(anext(c))));
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.anext;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Generator;
import catnap.asyncio.GeneratorExit;
import catnap.asyncio.StopAsyncIteration;
import catnap.asyncio.StopIteration;
import catnap.conformance.Words.KeyError;
import java.util.concurrent.atomic.AtomicReference;

/// `asyncio-golden.py`: generators of both kinds.
final class GeneratorTwins extends Twins {
    @Twin
    void asyncGeneratorProtocol() {
        var a = values();
        log(await(anext(a)), await(a.asend("hi")), await(a.athrow(new KeyError("k"))));
        await(a.aclose());
        try {
            await(anext(a));
        } catch (StopAsyncIteration _) {
            log("stop");
        }
        for (Object x : each(values())) {
            log(x);
            break;
        }
        await(getRunningLoop().shutdownAsyncgens()); // in Python the collector sees that it was left
        log("end");
    }

    private AsyncGenerator<Object> values() {
        return asyncGenerator(g -> {
            try {
                log("sent", g.yield(1));
                try {
                    g.yield(2);
                } catch (KeyError error) {
                    log("thrown", show(error));
                    g.yield("handled");
                }
            } finally {
                log("agen finally");
                await(sleep(0));
                log("agen closed");
            }
        });
    }

    @Twin
    void generatorProtocol() {
        var g = outer();
        log(g.next(), g.send("s"), g.throwInto(new KeyError("k")), g.next());
        try {
            g.next();
        } catch (StopIteration end) {
            log("stop", end.value());
        }
        var h = outer();
        h.next();
        h.close();
        log("closed");
        logErrors(
                this::closeIgnored,
                () -> raisesStopIteration().next(),
                this::askItself,
                () -> generator(_ -> {}).send(1));
    }

    private Generator<String> outer() {
        return generator(g -> {
            log("r", g.yieldFrom(inner()));
            g.yield("last");
        });
    }

    private Generator<String> inner() {
        return generator(g -> {
            try {
                log("inner got", g.yield("i1"));
                g.yield("i2");
            } catch (KeyError _) {
                log("inner KeyError");
                g.yield("caught");
            } finally {
                log("inner finally");
            }
            return "ret";
        });
    }

    private void closeIgnored() {
        Generator<Integer> bad = generator(g -> {
            try {
                g.yield(1);
            } catch (GeneratorExit _) {
                g.yield(2);
            }
        });
        bad.next();
        bad.close();
    }

    private static Generator<Integer> raisesStopIteration() {
        return generator(_ -> {
            throw new StopIteration("s");
        });
    }

    private void askItself() {
        var itself = new AtomicReference<Generator<Integer>>();
        itself.set(generator(g -> {
            g.yield(itself.get().next());
        }));
        itself.get().next();
    }
}

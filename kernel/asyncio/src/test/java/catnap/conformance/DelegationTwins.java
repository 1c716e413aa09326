package catnap.conformance;

import static catnap.asyncio.Asyncio.generator;

import catnap.asyncio.Generator;
import catnap.asyncio.GeneratorExit;
import catnap.asyncio.StopIteration;
import catnap.conformance.Words.KeyError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: generators in generators, and the ends of generators.
final class DelegationTwins extends Twins {
    /// Python's `next(generator, default)`.
    private static <T> T next(Generator<T> generator, T atEnd) {
        try {
            return generator.next();
        } catch (StopIteration _) {
            return atEnd;
        }
    }

    /// Python's `list(iterator)`.
    private static <T> List<T> list(Iterator<T> values) {
        var all = new ArrayList<T>();
        values.forEachRemaining(all::add);
        return all;
    }

    private void logStop(Generator<?> generator) {
        try {
            generator.next();
        } catch (StopIteration end) {
            log("stop", end.value());
        }
    }

    @Twin
    void messagesReachTheInnermost() {
        Generator<Object> inner = generator(g -> {
            var got = new ArrayList<@Nullable Object>();
            for (int i = 0; i < 3; i++) got.add(g.yield(i));
            return got;
        });
        Generator<Object> middle = generator(g -> {
            return List.of(known(g.yieldFrom(inner)), "middle");
        });
        Generator<Object> outer = generator(g -> {
            var r = (List<?>) known(g.yieldFrom(middle));
            log("outer", r.get(0), r.get(1));
            g.yield("last");
        });
        log(outer.next(), outer.send("a"), outer.send("b"), outer.send("c"));
    }

    @Twin
    void errorsReachTheInnermost() {
        Generator<String> outer = generator(g -> {
            g.yieldFrom(middle());
            g.yield("outer");
        });
        log(outer.next());
        log(outer.throwInto(new KeyError("k")));
        log(outer.throwInto(new IllegalArgumentException("v")));
        log(outer.next());
        try {
            outer.throwInto(new KeyError("end"));
        } catch (KeyError error) {
            log("out", show(error));
        }
        logStop(outer);
    }

    private Generator<String> middle() {
        return generator(g -> {
            try {
                g.yieldFrom(waiting());
            } catch (IllegalArgumentException error) {
                log("middle", show(error));
                g.yield("middle caught");
            } finally {
                log("middle finally");
            }
        });
    }

    private Generator<String> waiting() {
        return generator(g -> {
            while (true) {
                try {
                    g.yield("waiting");
                } catch (KeyError error) {
                    log("inner", show(error));
                }
            }
        });
    }

    @Twin
    void closeGoesFromInsideOut() {
        Generator<Integer> generator = level(3);
        generator.next();
        generator.close();
        generator.close();
        log("closed");
        logStop(generator);
    }

    private Generator<Integer> level(int n) {
        return generator(g -> {
            try {
                if (n == 0) g.yield(0);
                else g.yieldFrom(level(n - 1));
            } catch (GeneratorExit exit) {
                log("exit", n);
                throw exit;
            } finally {
                log("finally", n);
            }
        });
    }

    @Twin
    void delegationToAStartedGenerator() {
        Generator<Object> started = threeSteps();
        log(started.next());
        Generator<Object> outer = generator(g -> {
            log("returned", g.yieldFrom(started));
            g.yield("end");
        });
        log(outer.next(), outer.throwInto(new KeyError("k")), outer.next());
        Generator<Object> inner = threeSteps();
        inner.next();
        Generator<Object> other = generator(g -> {
            g.yieldFrom(inner);
        });
        other.next();
        other.close();
        log(next(inner, "over"));
    }

    private Generator<Object> threeSteps() {
        return generator(g -> {
            try {
                log("inner", g.yield(1));
                try {
                    g.yield(2);
                } catch (KeyError error) {
                    log("inner", show(error));
                }
                g.yield(3);
            } finally {
                log("inner finally");
            }
            return "r";
        });
    }

    @Twin
    void generatorsNotStartedOrOver() {
        Generator<Object> a = oneStep();
        logKeyError(() -> a.throwInto(new KeyError("early")));
        log(next(a, "over"));
        Generator<Object> b = oneStep();
        b.close();
        log(next(b, "over"));
        Generator<Object> c = oneStep();
        log(list(c), next(c, "over"));
        logKeyError(() -> c.throwInto(new KeyError("late")));
        c.close();
        Generator<Object> d = oneStep();
        d.next();
        logStop(d);
        logStop(d);
    }

    private void logKeyError(Runnable action) {
        try {
            action.run();
        } catch (KeyError error) {
            log(show(error));
        }
    }

    private Generator<Object> oneStep() {
        return generator(g -> {
            log("started");
            g.yield(1);
            return "value";
        });
    }

    @Twin
    void closeOfAGeneratorThatReturnsOrFails() {
        Generator<Object> returns = generator(g -> {
            try {
                g.yield(1);
            } catch (GeneratorExit _) {
                return "value";
            }
            return "not reached";
        });
        returns.next();
        returns.close();
        logStop(returns);
        Generator<Object> fails = generator(g -> {
            try {
                g.yield(1);
            } catch (GeneratorExit _) {
                throw new IllegalArgumentException("cleanup");
            }
        });
        fails.next();
        logErrors(fails::close);
        log(next(fails, "over"));
    }

    @Twin
    void aFailedGeneratorIsOver() {
        Generator<Object> generator = failing();
        log(generator.next());
        logErrors(generator::next);
        log(next(generator, "over"));
        Generator<Object> outer = generator(g -> {
            try {
                g.yieldFrom(failing());
            } catch (IllegalArgumentException error) {
                log("outer", show(error));
            }
            g.yield("on");
        });
        log(list(outer));
    }

    private static Generator<Object> failing() {
        return generator(g -> {
            g.yield(1);
            throw new IllegalArgumentException("x");
        });
    }

    @Twin
    void aGeneratorAsksItself() {
        var itself = new AtomicReference<Generator<Object>>();
        itself.set(generator(g -> {
            logErrors(
                    () -> itself.get().send("x"),
                    () -> itself.get().throwInto(new KeyError("t")),
                    () -> itself.get().close());
            log("got", g.yield(1));
            log("got", g.yield(2));
        }));
        log(itself.get().next(), itself.get().next(), next(itself.get(), "over"));
    }

    @Twin
    void yieldFromPlainThings() {
        log(list(plainThings()));
        Generator<Object> generator = plainThings();
        log(generator.next(), generator.throwInto(new KeyError("k")), generator.send("s"));
    }

    private Generator<Object> plainThings() {
        return generator(g -> {
            Object r;
            try {
                r = g.yieldFrom(List.of(1, 2));
            } catch (KeyError error) {
                log(show(error));
                r = g.yield("caught");
            }
            log("r", r);
            g.yieldFrom(IntStream.range(0, 2).boxed().toList());
        });
    }

    @Twin
    void generatorsAreWalkedInPieces() {
        Generator<Integer> generator = generator(g -> {
            g.yieldFrom(Stream.of(1, 2, 3, 4, 5).toList());
        });
        for (int x : generator) {
            log("first", x);
            if (x == 2) break;
        }
        log(generator.next());
        for (int x : generator) log("rest", x);
        log(list(generator));
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.anext;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncFor;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.copyContext;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitFor;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Context;
import catnap.asyncio.ContextVar;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Generator;
import catnap.asyncio.Runner;
import catnap.asyncio.StopIteration;
import catnap.asyncio.TaskGroup;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Generators that are left, contexts that are shared, runners that end.
final class RunTwins extends Twins {

    // Generators.

    @Twin
    void anAsyncGeneratorCleansUpAndAwaits() {
        AsyncGenerator<Object> numbers = asyncGenerator(g -> {
            try {
                g.yield(1);
                g.yield(2);
            } finally {
                passes(1);
                log("cleaned");
            }
        });
        for (Object n : each(numbers)) {
            log(n);
            break;
        }
        log("left");
        await(numbers.aclose());
        await(numbers.aclose());
        log(await(anext(numbers, "over")));
    }

    @Twin
    void anErrorComesOutOfAsyncFor() {
        AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
            g.yield(1);
            throw new IllegalArgumentException("inside");
        });
        logErrors(() -> asyncFor(numbers, n -> log(n)));
    }

    @Twin
    void asyncGeneratorsTakeValuesAndErrors() {
        AsyncGenerator<@Nullable Object> echo = asyncGenerator(g -> {
            Object got = null;
            while (true) {
                try {
                    got = g.yield(got);
                } catch (Words.KeyError error) {
                    got = "caught " + error.getMessage();
                }
            }
        });
        log(
                await(echo.asend(null)),
                await(echo.asend("a")),
                await(echo.athrow(new Words.KeyError("b"))),
                await(echo.asend("c")));
        await(echo.aclose());
        log(await(outcome(echo.asend("d"))), await(outcome(echo.aclose())));
    }

    @Twin
    void aConsumerIsCancelledBetweenValues() {
        AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
            try {
                for (int i = 0; i < 10; i++) {
                    await(sleep(0));
                    g.yield(i);
                }
            } catch (CancelledError error) {
                log("generator", Words.args(error));
                throw error;
            } finally {
                log("finally");
            }
        });
        var task = createTask(async(() -> asyncFor(numbers, n -> log(n))));
        passes(3);
        task.cancel("c");
        log(await(outcome(task)));
    }

    @Twin
    void yieldsWhileAnAsyncGeneratorIsClosed() {
        AsyncGenerator<Integer> stuck = asyncGenerator(g -> {
            try {
                g.yield(1);
            } finally {
                g.yield(2);
            }
        });
        log(await(anext(stuck)), await(outcome(stuck.aclose())));
    }

    @Twin
    void generatorsAnswerAThrow() {
        Generator<String> answers = generator(g -> {
            while (true) {
                try {
                    g.yield("waiting");
                } catch (IllegalArgumentException error) {
                    log("caught", show(error));
                } catch (Words.KeyError _) {
                    return "ended";
                }
            }
        });
        log(answers.next(), answers.throwInto(new IllegalArgumentException("v")));
        try {
            answers.throwInto(new Words.KeyError("k"));
        } catch (StopIteration end) {
            log("value", end.value());
        }
        log(List.of(nextOr(answers, "over"), nextOr(answers, "over")));
    }

    private static String nextOr(Generator<String> generator, String otherwise) {
        return generator.hasNext() ? generator.next() : otherwise;
    }

    @Twin
    void plainIteratorsAreDelegatedTo() {
        Generator<Integer> numbers = generator(g -> {
            try {
                g.yieldFrom(List.of(1, 2));
            } catch (IllegalArgumentException error) {
                log("raised here", show(error));
            }
            g.yield(3);
        });
        log(numbers.next(), numbers.throwInto(new IllegalArgumentException("v")));
    }

    // Contexts.

    private Coroutine<@Nullable Void> setter(String value) {
        return async(() -> {
            VAR.set(value);
        });
    }

    @Twin
    void aGroupCopiesTheContext() {
        VAR.set("parent");
        asyncWith(new TaskGroup(), group -> {
            group.createTask(child("a"));
            VAR.set("changed");
            group.createTask(child("b"));
        });
        log(VAR.get());
    }

    private Coroutine<@Nullable Void> child(String name) {
        return async(() -> {
            log(VAR.get());
            VAR.set(name);
        });
    }

    @Twin
    void awaitedCodeSharesTheContext() {
        await(setter("awaited"));
        log(VAR.get());
        await(createTask(setter("task")));
        log(VAR.get());
        await(waitFor(setter("wait_for"), 1));
        log(VAR.get());
        await(gather(setter("gather")));
        log(VAR.get());
    }

    @Twin
    void timersRememberTheirContext() {
        VAR.set("then");
        getRunningLoop().callLater(0.001, () -> log(VAR.get()));
        VAR.set("now");
        await(sleep(0.01));
        var token = VAR.set("x");
        log(token.oldValue().orElseThrow(), token.variable() == VAR);
    }

    @Twin
    void wrongTokensAreRefused() {
        var token = VAR.set("a");
        var other = new ContextVar<String>("other");
        await(createTask(async(() -> logKind("elsewhere", () -> VAR.reset(token)))));
        logKind("other", () -> other.reset(token));
        VAR.reset(token);
        logKind("again", () -> VAR.reset(token));
        try {
            other.get();
        } catch (NoSuchElementException _) {
            log("nothing");
        }
        log(VAR.get(), other.getOrDefault("instead"));
    }

    private void logKind(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException error) {
            log(what, Words.kind(error));
        }
    }

    // Runners.

    @Twin(outside = true)
    void aLeftTaskRefusesToEnd() {
        Coroutine<String> main = async(() -> {
            createTask(stubborn("s"));
            passes(1);
            log("main ends");
            return "result";
        });
        log(run(main));
    }

    @Twin(outside = true)
    void aLeftTaskFailsAtTheEnd() {
        run(async(() -> {
            handleErrors(getRunningLoop());
            createTask(failsInCleanup("late"));
            passes(1);
        }));
    }

    @Twin(outside = true)
    void aMainTaskThatIsCancelled() {
        try {
            run(async(() -> {
                known(currentTask()).cancel("self");
                await(sleep(0));
            }));
        } catch (CancelledError error) {
            log(show(error));
        }
    }

    @Twin(outside = true)
    void aClosedRunnerRefuses() {
        var runner = new Runner();
        log(runner.run(worker("w", 0)));
        runner.close();
        runner.close();
        logErrors(() -> runner.run(worker("x")), runner::getLoop);
    }

    @Twin(outside = true)
    void aFutureOfAnotherLoop() {
        try (var a = new EventLoop();
                var b = new EventLoop()) {
            var future = a.<Integer>createFuture();
            logErrors(() -> b.runUntilComplete(future), () -> b.ensureFuture(future));
        }
    }

    @Twin(outside = true)
    void aRunInAContextOfItsOwn() throws Exception {
        Context own = copyContext();
        own.run(() -> VAR.set("own"));
        try (var runner = new Runner()) {
            runner.run(read("shared"));
            runner.run(read("changed"), own);
            runner.run(read("again"));
        }
        log(
                own.get(VAR).orElseThrow(),
                own.variables().contains(VAR),
                new Context().variables().size());
    }

    private Coroutine<@Nullable Void> read(String next) {
        return async(() -> {
            log(VAR.get());
            VAR.set(next);
        });
    }
}

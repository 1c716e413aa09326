package catnap.conformance;

import static catnap.asyncio.Asyncio.aclosing;
import static catnap.asyncio.Asyncio.anext;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncContextManager;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.nullContext;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.runCoroutineThreadsafe;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.asyncio.Asyncio.wrapFuture;

import catnap.asyncio.AsyncContextManager;
import catnap.asyncio.AsyncExitStack;
import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.CancelledError;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import catnap.asyncio.InvalidStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Managers that are left, threads that answer, loops that end.
final class EndTwins extends Twins {

    // Managers.

    private AsyncContextManager<String> manager(String name) {
        return asyncContextManager(g -> {
            log("enter", name);
            try {
                g.yield(name);
            } catch (IllegalArgumentException error) {
                log(name, "sees", show(error));
                throw error;
            } finally {
                log("exit", name);
            }
        });
    }

    @Twin
    void exitsInReverseOrder() {
        try {
            asyncWith(new AsyncExitStack(), stack -> {
                log(await(stack.enterAsyncContext(manager("a"))), await(stack.enterAsyncContext(manager("b"))));
                stack.pushAsyncCallback(() -> async(() -> log("farewell")));
                throw new IllegalArgumentException("inside");
            });
        } catch (IllegalArgumentException error) {
            log(show(error));
        }
    }

    @Twin
    void anExitStackIsHandedOn() {
        var kept = new ArrayList<AsyncExitStack>();
        asyncWith(new AsyncExitStack(), stack -> {
            stack.pushAsyncCallback(() -> async(() -> log("farewell")));
            kept.add(stack.popAll());
        });
        log("left");
        await(kept.getFirst().aclose());
        await(kept.getFirst().aclose());
    }

    @Twin
    void managersMadeOfGenerators() {
        AsyncContextManager<Integer> never = asyncContextManager(_ -> {});
        AsyncContextManager<Integer> twice = asyncContextManager(g -> {
            g.yield(1);
            g.yield(2);
        });
        AsyncContextManager<Integer> stubborn = asyncContextManager(g -> {
            try {
                g.yield(1);
            } catch (IllegalArgumentException _) {
                g.yield(2);
            }
        });
        AsyncContextManager<String> swallows = asyncContextManager(g -> {
            try {
                g.yield("s");
            } catch (IllegalArgumentException _) {
                log("swallowed");
            }
        });
        logErrors(
                () -> asyncWith(never, () -> {}),
                () -> asyncWith(twice, () -> {}),
                () -> asyncWith(stubborn, () -> {
                    throw new IllegalArgumentException("x");
                }));
        asyncWith(swallows, () -> {
            throw new IllegalArgumentException("x");
        });
        asyncWith(nullContext("given"), given -> log(given));
    }

    @Twin
    void aGeneratorIsClosedWithItsBlock() {
        AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
            try {
                for (int i = 0; i < 9; i++) g.yield(i);
            } finally {
                passes(1);
                log("finally");
            }
        });
        asyncWith(aclosing(numbers), all -> {
            for (int n : each(all)) {
                log(n);
                if (n == 1) break;
            }
        });
        log("left");
    }

    @Twin
    void aCancelWhileAManagerIsLeft() {
        AsyncContextManager<@Nullable Void> manager = asyncContextManager(g -> {
            try {
                g.yield(null);
            } finally {
                log("leaving");
                await(sleep(100));
                log("not reached");
            }
        });
        var task = createTask(async(() -> asyncWith(manager, () -> log("inside"))));
        passes(1);
        task.cancel("c");
        log(await(outcome(task)), task.cancelled());
    }

    // Threads.

    @Twin
    void aThreadSeesACopyOfTheContext() {
        VAR.set("loop");
        String before = await(toThread(() -> {
            String seen = VAR.get();
            VAR.set("thread");
            return seen;
        }));
        log(before, VAR.get());
    }

    @Twin
    void aCoroutineFromAThreadIsCancelled() {
        var future = runCoroutineThreadsafe(forever("f"), getRunningLoop());
        passes(2);
        log(future.cancel(false));
        await(sleep(0.01));
        log(future.isCancelled(), future.isDone());
    }

    @Twin
    void anErrorComesBackToTheThread() {
        EventLoop loop = getRunningLoop();
        log(await(toThread(() -> {
            try {
                return runCoroutineThreadsafe(boom("x", 1), loop).join();
            } catch (CompletionException error) {
                return show(error.getCause());
            }
        })));
    }

    @Twin
    void aCancelledWaitForAThread() {
        var gate = new CountDownLatch(1);
        var task = createTask(toThread(() -> gate.await()));
        passes(3);
        task.cancel("c");
        log(await(outcome(task)), task.cancelled());
        gate.countDown();
    }

    @Twin
    void aForeignFutureIsWrapped() {
        var filled = new CompletableFuture<String>();
        var wrapped = wrapFuture(filled);
        filled.complete("value");
        log(await(wrapped));
        var cancelled = new CompletableFuture<String>();
        wrapFuture(cancelled).cancel();
        await(sleep(0.01));
        log(cancelled.isCancelled());
        log(await(outcome(wrapFuture(CompletableFuture.failedFuture(new IllegalArgumentException("x"))))));
    }

    // The loop.

    @Twin
    void timersOfNoDelayAndOfThePast() {
        EventLoop loop = getRunningLoop();
        var late = loop.callLater(0, () -> log("cancelled in time"));
        loop.callLater(0, () -> log("zero"));
        loop.callSoon(() -> log("soon"));
        loop.callSoon(late::cancel);
        loop.callAt(loop.time() - 5, () -> log("long ago"));
        passes(1);
        log("a pass");
        passes(1);
        log(late.cancelled());
    }

    @Twin
    void aHandleThatHasRunIsCancelled() {
        var handle = getRunningLoop().callSoon(() -> log("ran"));
        passes(1);
        log(handle.cancelled());
        handle.cancel();
        log(handle.cancelled());
    }

    @Twin
    void resultsThatAreNotThereYet() {
        var task = createTask(forever("t"));
        List<Runnable> asks = List.of(task::result, task::exception);
        for (Runnable ask : asks) {
            try {
                ask.run();
            } catch (InvalidStateException error) {
                log(show(error));
            }
        }
        task.cancel();
        await(outcome(task));
        try {
            log(show(task.exception()));
        } catch (CancelledError error) {
            log(show(error));
        }
    }

    @Twin
    void aHandlerGetsWhatIsKnown() {
        EventLoop loop = getRunningLoop();
        var seen = new ArrayList<ErrorContext>();
        loop.setExceptionHandler((_, context) -> seen.add(context));
        loop.callExceptionHandler(new ErrorContext("made up", new IllegalArgumentException("x"), null, null));
        ErrorContext context = seen.getFirst();
        log(context.message(), show(context.exception()), loop.getExceptionHandler() != null);
        loop.setExceptionHandler(null);
        log(loop.getExceptionHandler());
    }

    @Twin(outside = true)
    void aLoopIsDrivenByHand() {
        var loop = new EventLoop();
        loop.callSoon(() -> {
            log("one");
            loop.callSoon(() -> log("two"));
        });
        for (int i = 0; i < 2; i++) {
            loop.stop();
            loop.runForever();
            log("stopped", loop.isRunning());
        }
        var task = loop.createTask(worker("w", 1));
        log(loop.runUntilComplete(task), loop.runUntilComplete(task));
        log(loop.isClosed());
        loop.close();
        log(loop.isClosed());
    }

    @Twin(outside = true)
    void anErrorComesOutOfRun() {
        logErrors(() -> run(boom("out")));
    }

    @Twin(outside = true)
    void generatorsAreEndedBehindTheTasks() {
        AsyncGenerator<Integer> kept = asyncGenerator(g -> {
            try {
                g.yield(1);
            } finally {
                log("generator");
            }
        });
        run(async(() -> {
            await(anext(kept));
            createTask(forever("t"));
            passes(1);
        }));
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ExceptionGroup;
import catnap.asyncio.InvalidStateException;
import catnap.asyncio.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Groups that fail in every way; futures and those who wait for them.
final class GroupLawTwins extends Twins {
    private static String kinds(ExceptionGroup group) {
        return group.exceptions().stream()
                .map(each -> each instanceof ExceptionGroup inner ? kinds(inner) : show(each))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String behindTheName(Throwable error) {
        String message = known(error.getMessage());
        return message.substring(message.lastIndexOf("> ") + 2);
    }

    @Twin
    void groupsNestAndFail() {
        try {
            asyncWith(new TaskGroup(), outer -> {
                outer.createTask(forever("sibling"));
                asyncWith(new TaskGroup(), inner -> {
                    inner.createTask(boom("x", 1));
                    inner.createTask(forever("cousin"));
                });
            });
        } catch (ExceptionGroup group) {
            log(group.message(), kinds(group));
        }
        log(known(currentTask()).cancelling());
    }

    @Twin
    void aChildAddsChildren() {
        asyncWith(new TaskGroup(), group -> {
            group.createTask(child(group, 2));
        });
        log("all done");
    }

    private Coroutine<@Nullable Void> child(TaskGroup group, int n) {
        return async(() -> {
            log("child", n);
            if (n > 0) group.createTask(child(group, n - 1));
        });
    }

    @Twin
    void aGroupShutsDown() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(late(group));
                group.createTask(boom("x", 1));
            });
        } catch (ExceptionGroup group) {
            log(kinds(group));
        }
    }

    private Coroutine<@Nullable Void> late(TaskGroup group) {
        return async(() -> {
            try {
                await(sleep(100));
            } finally {
                try {
                    group.createTask(noted("late"));
                } catch (IllegalStateException error) {
                    log(behindTheName(error));
                }
            }
        });
    }

    @Twin
    void errorsOfAGroupKeepTheirOrder() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(failsInCleanup("third"));
                group.createTask(boom("second", 1));
                group.createTask(boom("first", 0));
                await(sleep(100));
            });
        } catch (ExceptionGroup group) {
            log(kinds(group));
        }
    }

    @Twin
    void aBodyHidesTheGroupsCancel() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(boom("x"));
                try {
                    await(sleep(100));
                } catch (CancelledError _) {
                    log("hidden", known(currentTask()).cancelling());
                }
                passes(1);
                log("body goes on");
            });
        } catch (ExceptionGroup group) {
            log(kinds(group), known(currentTask()).cancelling());
        }
    }

    @Twin
    void aBodyFailsAndAChildToo() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(failsInCleanup("child"));
                passes(1);
                throw new IllegalArgumentException("body");
            });
        } catch (ExceptionGroup group) {
            log(kinds(group));
        }
    }

    @Twin
    void aBodyIsCancelledByHand() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(forever("f"));
                passes(1);
                throw new CancelledError("by hand");
            });
        } catch (CancelledError error) {
            log(show(error));
        }
    }

    @Twin
    void aGroupIsCancelledTwice() {
        var task = createTask(async(() -> asyncWith(new TaskGroup(), group -> {
            group.createTask(stubborn("s"));
        })));
        passes(2);
        task.cancel("one");
        task.cancel("two");
        log(await(outcome(task)), task.cancelled(), task.cancelling());
    }

    @Twin
    void aGroupIsCancelledWhileItShutsDown() {
        Coroutine<@Nullable Void> slowEnd = async(() -> {
            try {
                await(sleep(100));
            } finally {
                passes(4);
            }
        });
        var task = createTask(async(() -> asyncWith(new TaskGroup(), group -> {
            group.createTask(slowEnd);
            group.createTask(boom("x"));
        })));
        passes(3);
        task.cancel("outside");
        try {
            await(task);
        } catch (ExceptionGroup group) {
            log(kinds(group), task.cancelling());
        }
    }

    @Twin
    void aGroupIsEnteredOnce() {
        var group = new TaskGroup();
        asyncWith(group, () -> {});
        try {
            asyncWith(group, () -> {});
        } catch (IllegalStateException error) {
            log(behindTheName(error));
        }
    }

    @Twin
    void aCancelThatMeetsTheEndOfAGroup() {
        var task = createTask(async(() -> {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(worker("w", 1));
            });
            log("left");
            passes(1);
            log("not reached");
        }));
        passes(3);
        log(task.cancel("c"), task.done());
        log(await(outcome(task)));
    }

    @Twin
    void groupsHaveParts() {
        var inner = new ExceptionGroup("n", List.of(new Words.KeyError("b"), new IllegalArgumentException("c")));
        var group = new ExceptionGroup("m", List.of(new IllegalArgumentException("a"), inner, new Words.KeyError("d")));
        var parts = group.split(IllegalArgumentException.class);
        ExceptionGroup match = parts.matched().orElseThrow();
        ExceptionGroup rest = parts.rest().orElseThrow();
        String innerMessage = ((ExceptionGroup) rest.exceptions().getFirst()).message();
        log(kinds(match), kinds(rest), match.message(), innerMessage, group.getMessage());
        log(
                kinds(group.subgroup(Words.KeyError.class).orElseThrow()),
                group.subgroup(IllegalStateException.class).orElse(null),
                kinds(group.subgroup(each -> each instanceof Words.KeyError).orElseThrow()));
    }

    // Futures and callbacks.

    @Twin
    void aCallbackAddsACallback() {
        var future = getRunningLoop().<Integer>createFuture();
        future.addDoneCallback(done -> {
            log("first");
            done.addDoneCallback(again -> log("added", again.result()));
        });
        future.addDoneCallback(_ -> log("second"));
        future.setResult(1);
        log("set");
        passes(1);
        log("a pass");
        passes(1);
    }

    @Twin
    void callbacksAndWaitersTakeTurns() {
        var future = getRunningLoop().<String>createFuture();
        for (int n : List.of(1, 2)) {
            future.addDoneCallback(_ -> log("callback", n));
            createTask(async(() -> log("waiter", n, await(future))));
            passes(1);
        }
        future.setResult("v");
        passes(1);
    }

    @Twin
    void aFutureThrowsTheSameErrorAgain() {
        var future = getRunningLoop().<Integer>createFuture();
        var error = new IllegalArgumentException("same");
        future.setException(error);
        var seen = new ArrayList<Boolean>();
        List<Runnable> asks = List.of(future::result, future::result, () -> await(future));
        for (Runnable ask : asks) {
            try {
                ask.run();
            } catch (IllegalArgumentException thrown) {
                seen.add(thrown == error);
            }
        }
        log(seen, future.exception() == error);
    }

    @Twin
    void aCancelledFutureSaysSo() {
        var future = getRunningLoop().<Integer>createFuture();
        log(future.cancel("m"), future.cancel("n"), future.cancelled(), future.done());
        List<Runnable> asks = List.of(future::result, future::exception);
        for (Runnable ask : asks) {
            try {
                ask.run();
            } catch (CancelledError error) {
                log(show(error));
            }
        }
        List<Runnable> fills =
                List.of(() -> future.setResult(1), () -> future.setException(new IllegalArgumentException("x")));
        for (Runnable fill : fills) {
            try {
                fill.run();
            } catch (InvalidStateException error) {
                log(Words.kind(error));
            }
        }
    }

    @Twin
    void aCallbackIsRemovedTooLate() {
        var future = getRunningLoop().<Integer>createFuture();
        Consumer<AsyncFuture<Integer>> callback = _ -> log("called");
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        future.setResult(1);
        log(future.removeDoneCallback(callback));
        passes(1);
    }

    @Twin
    void oneWaiterOfTwoIsCancelled() {
        var future = getRunningLoop().<Integer>createFuture();
        var a = createTask(outcome(future));
        var b = createTask(outcome(future));
        passes(1);
        a.cancel("a");
        log(future.cancelled(), await(a), await(b));
    }
}

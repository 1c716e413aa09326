package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: cancelling, refusing, and cleaning up.
final class RefusalTwins extends Twins {
    @Twin
    void aCancelledFutureCancelsItsWaiters() {
        var future = getRunningLoop().<String>createFuture();
        List<Task<String>> tasks = Stream.of("a", "b")
                .map(x -> createTask(logging(x + " ", future)))
                .toList();
        passes(1);
        log(future.cancel("f"), future.cancelled(), future.cancel());
        passes(2);
        log(
                tasks.getFirst().cancelled(),
                tasks.getLast().cancelled(),
                tasks.getFirst().cancelling());
    }

    /// Waits, and logs with this before it how it was cancelled.
    private Coroutine<String> logging(String before, AsyncFuture<String> future) {
        return async(() -> {
            try {
                return await(future);
            } catch (CancelledError error) {
                log(before + show(error));
                throw error;
            }
        });
    }

    @Twin
    void aCancelledWaiterCancelsItsFuture() {
        var future = getRunningLoop().<String>createFuture();
        var a = createTask(future.toCoroutine());
        var b = createTask(future.toCoroutine());
        passes(1);
        a.cancel("a");
        log(future.cancelled(), b.done());
        log(await(gather(outcome(a), outcome(b))), b.cancelled(), b.cancelling());
    }

    @Twin
    void aSetFutureIsNotCancelledByItsWaiter() {
        var future = getRunningLoop().<String>createFuture();
        var task = createTask(future.toCoroutine());
        passes(1);
        future.setResult("value");
        task.cancel("late");
        log(await(outcome(task)), future.cancelled(), future.result());
    }

    @Twin
    void aFailedFutureAndACancel() {
        var future = getRunningLoop().<String>createFuture();
        var task = createTask(logging("cancelled ", future));
        passes(1);
        future.setException(new IllegalArgumentException("lost"));
        task.cancel("late");
        log(await(outcome(task)), show(future.exception()));
    }

    @Twin
    void cancelledAgainWhileCleaningUp() {
        Task<@Nullable Void> task = createTask(async(() -> {
            try {
                cleanTwice();
            } finally {
                await(sleep(0));
                log("outer cleaned");
            }
        }));
        passes(1);
        task.cancel("one");
        passes(1);
        task.cancel("two");
        log(await(outcome(task)), task.cancelled(), task.cancelling());
    }

    private void cleanTwice() {
        try {
            await(sleep(100));
        } finally {
            log("cleaning");
            try {
                await(sleep(100));
            } finally {
                log("cleaning cut short");
            }
        }
    }

    @Twin
    void anErrorInCleanupWins() {
        Task<String> task = createTask(async(() -> {
            try {
                return await(sleep(100, "not reached"));
            } catch (CancelledError _) {
                throw new IllegalArgumentException("cleanup");
            }
        }));
        passes(1);
        task.cancel();
        log(await(outcome(task)), task.cancelled(), show(task.exception()));
    }

    @Twin
    void aHandMadeCancelledError() {
        Task<String> task = createTask(async(() -> {
            throw new CancelledError("by hand");
        }));
        log(await(outcome(task)), task.cancelled(), task.cancelling(), await(outcome(task)));
    }

    @Twin
    void theMessageIsToldOnce() {
        var task = createTask(forever("t"));
        passes(1);
        task.cancel("msg");
        log(await(outcome(task)), await(outcome(task)));
        try {
            task.result();
        } catch (CancelledError error) {
            log(show(error));
        }
    }

    @Twin
    void cancelThroughTasksAndAGather() {
        Coroutine<List<String>> middle = async(() -> {
            try {
                return await(gather(forever("a"), forever("b")));
            } finally {
                log("middle finally");
            }
        });
        Task<List<String>> outer = createTask(async(() -> {
            try {
                return await(createTask(middle));
            } finally {
                log("outer finally");
            }
        }));
        passes(3);
        outer.cancel("far");
        log(await(outcome(outer)), outer.cancelled());
    }

    @Twin
    void aCancelThatIsRefusedTwice() {
        Task<String> task = createTask(async(() -> {
            for (int refused = 0; refused < 2; ) {
                try {
                    await(sleep(100));
                } catch (CancelledError error) {
                    refused++;
                    log("refused", show(error), known(currentTask()).cancelling());
                }
            }
            return "done";
        }));
        passes(1);
        for (String message : List.of("0", "1")) {
            task.cancel(message);
            passes(2);
        }
        log(await(task), task.cancelling(), task.cancelled());
    }

    @Twin
    void aCancelBetweenTwoSleeps() {
        Task<@Nullable Void> task = createTask(async(() -> {
            await(sleep(0));
            log("first");
            await(sleep(0));
            log("not reached");
        }));
        passes(1);
        task.cancel("queued");
        log(await(outcome(task)));
    }

    @Twin
    void cancelInADoneCallback() {
        var future = getRunningLoop().<Integer>createFuture();
        Task<@Nullable Void> task = createTask(async(() -> {
            log("got", await(future));
            await(sleep(0));
            log("not reached");
        }));
        future.addDoneCallback(_ -> log("cancel", task.cancel("cb")));
        passes(1);
        future.setResult(1);
        log(await(outcome(task)));
    }

    @Twin
    void whoAwaitsACancelledTaskCanGoOn() {
        Coroutine<String> waiter = async(() -> {
            var task = createTask(forever("t"));
            passes(1);
            task.cancel("inner");
            try {
                await(task);
            } catch (CancelledError _) {
                log("caught", known(currentTask()).cancelling());
            }
            passes(1);
            return "went on";
        });
        log(await(createTask(waiter)));
    }
}

package catnap.learner;

import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.asyncio.Asyncio.waitTasks;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Awaitable;
import catnap.asyncio.AwaitedBy;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Leftovers;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An error tells by whom it was awaited on its way.
class AwaitedByTest {
    @BeforeEach
    void track() {
        Leftovers.trackCoroutines(true);
    }

    @AfterEach
    void trackNothing() {
        Leftovers.trackCoroutines(false);
        Leftovers.takeNeverAwaited();
    }

    private static Coroutine<String> failing() {
        return async(() -> {
            await(sleep(0));
            throw new IllegalArgumentException("no fact");
        });
    }

    private static <T> T fetch(Awaitable<T> from) {
        return await(from);
    }

    /// Who awaited the error that this throws: `task: method, method`.
    private static List<String> awaiters(Body body) {
        Throwable error = run(async(() -> {
            var main = createTask(async(body), "main");
            await(waitTasks(Set.of(main)));
            return main.exception();
        }));
        return AwaitedBy.of(Objects.requireNonNull(error)).stream()
                .map(AwaitedByTest::describe)
                .toList();
    }

    private static String describe(AwaitedBy awaiter) {
        return awaiter.frames().stream()
                .map(frame -> frame.getMethodName().replaceAll("lambda\\$(\\w+)\\$\\d+", "$1"))
                .distinct()
                .collect(Collectors.joining(", ", awaiter.task() + ": ", ""));
    }

    @Test
    void theTaskThatAwaitedAFailedOneIsKnownWithItsFrames() {
        assertThat(awaiters(() -> fetch(createTask(failing()))))
                .containsExactly("main: fetch, theTaskThatAwaitedAFailedOneIsKnownWithItsFrames");
    }

    @Test
    void theWholeChainIsKnownFromTheInsideOut() {
        assertThat(awaiters(() -> {
                    var inner = createTask(failing(), "inner");
                    var middle = createTask(async(() -> fetch(inner)), "middle");
                    await(middle);
                }))
                .extracting(line -> line.replaceAll(":.*", ""))
                .containsExactly("middle", "main");
    }

    @Test
    void aCoroutineAwaitedDirectlyIsOnTheSameStackAndNoLink() {
        assertThat(awaiters(() -> await(failing()))).isEmpty();
    }

    @Test
    void gatherThreadsAndAsCompletedAreLinksToo() {
        assertThat(awaiters(() -> await(gather(failing(), failing())))).hasSize(1);
        assertThat(awaiters(() -> await(toThread(() -> {
                    throw new IllegalStateException();
                }))))
                .hasSize(1);
        assertThat(awaiters(() -> {
                    for (var next : asCompleted(failing())) await(next);
                }))
                .hasSize(1);
    }

    @Test
    void nothingIsWrittenDownUnlessItIsAskedFor() {
        Leftovers.trackCoroutines(false);
        assertThat(awaiters(() -> await(createTask(failing())))).isEmpty();
    }

    @Test
    void whoAwaitsWhatWasCancelledIsTold() {
        assertThat(awaitersOfCancelled(false)).hasSize(1);
    }

    @Test
    void whoIsCancelledItselfIsNot() {
        assertThat(awaitersOfCancelled(true)).isEmpty();
    }

    /// @param outer whether the task that awaits is cancelled, or the one that is awaited
    private static List<AwaitedBy> awaitersOfCancelled(boolean outer) {
        var caught = run(async(() -> {
            var sleeper = createTask(sleep(1));
            var awaiting = createTask(async(() -> {
                try {
                    await(sleeper);
                    return new IllegalStateException("not cancelled");
                } catch (CancelledError cancelled) {
                    return cancelled;
                }
            }));
            await(sleep(0));
            (outer ? awaiting : sleeper).cancel();
            return await(awaiting);
        }));
        assertThat(caught).isInstanceOf(CancelledError.class);
        return AwaitedBy.of(caught);
    }

    @Test
    void theNewestErrorsAreKnownAndNoMore() {
        var first = new IllegalStateException("first");
        var last = new IllegalStateException("last");
        run(async(() -> {
            fail(first);
            for (int i = 0; i < 300; i++) fail(new IllegalStateException());
            fail(last);
        }));
        assertThat(AwaitedBy.of(last)).hasSize(1);
        assertThat(AwaitedBy.of(first)).isEmpty();
    }

    private static void fail(RuntimeException error) {
        var task = createTask(async(() -> {
            throw error;
        }));
        try {
            await(task);
        } catch (IllegalStateException _) {
            // as intended
        }
    }
}

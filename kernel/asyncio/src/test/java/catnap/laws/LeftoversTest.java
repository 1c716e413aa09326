package catnap.laws;

import static catnap.asyncio.Asyncio.aclosing;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Generator;
import catnap.asyncio.Leftovers;
import catnap.asyncio.Unclosed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nothing is lost in silence.
class LeftoversTest {
    private final List<ErrorContext> reports = new ArrayList<>();

    @AfterEach
    void trackNothing() {
        Leftovers.trackCoroutines(false);
        Leftovers.takeNeverAwaited();
    }

    private void listen() {
        getRunningLoop().setExceptionHandler((_, context) -> reports.add(context));
    }

    private List<String> messages() {
        return reports.stream().map(ErrorContext::message).toList();
    }

    private static Coroutine<String> failing() {
        return async(() -> {
            throw new IOException("lost");
        });
    }

    @Test
    void anErrorNobodyReadIsReportedWhenTheLoopEnds() {
        Virtually.run(() -> {
            listen();
            createTask(failing(), "forgotten");
            passes(2);
            assertThat(reports).isEmpty();
        });
        assertThat(messages())
                .containsExactly("Task exception was never retrieved: await it, or ask for its exception()");
        assertThat(reports.getFirst().exception()).hasMessage("lost");
        assertThat(reports.getFirst().future()).asString().startsWith("<Task finished name='forgotten'");
    }

    @Test
    void itIsReportedWithThePlaceOfItsCoroutine() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            createTask(failing());
        });
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("Task exception was never retrieved \\(created at LeftoversTest\\.java:\\d+\\):"
                        + " await it, or ask for its exception\\(\\)");
    }

    @Test
    void itIsReportedOnce() {
        Virtually.run(() -> {
            listen();
            createTask(failing());
            passes(2);
            getRunningLoop().reportLeftovers();
            getRunningLoop().reportLeftovers();
        });
        assertThat(reports).hasSize(1);
    }

    @Test
    void anErrorThatWasReadIsNoOnesBusiness() {
        Virtually.run(() -> {
            listen();
            assertThatThrownBy(() -> await(createTask(failing()))).isInstanceOf(IOException.class);
            var asked = createTask(failing());
            await(sleep(0));
            assertThat(asked.exception()).isNotNull();
            await(gather(failing(), failing()).returnExceptions());
        });
        assertThat(reports).isEmpty();
    }

    @Test
    void cancellingWhatHasFailedCountsAsHavingSeenIt() {
        Virtually.run(() -> {
            listen();
            var future = getRunningLoop().<String>createFuture();
            future.setException(new IOException("seen"));
            assertThat(future.cancel()).isFalse();
        });
        assertThat(reports).isEmpty();
    }

    @Test
    void aFutureNobodyReadIsReportedAsOne() {
        Virtually.run(() -> {
            listen();
            getRunningLoop().<String>createFuture().setException(new IOException("lost"));
        });
        assertThat(messages())
                .containsExactly("Future exception was never retrieved: await it, or ask for its exception()");
    }

    @Test
    void aCoroutineNobodyAwaitedIsReportedWithItsPlace() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            var _ = failing();
        });
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("coroutine 'failing' was never awaited"
                        + " \\(created at LeftoversTest\\.java:\\d+\\):"
                        + " await it, or pass it to createTask\\(\\.\\.\\.\\) or run\\(\\.\\.\\.\\)");
    }

    @Test
    void aCoroutineThatWasAwaitedClosedOrMadeATaskIsNotReported() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            await(sleep(0));
            failing().close();
            createTask(sleep(0)).cancel();
        });
        assertThat(reports).isEmpty();
    }

    @Test
    void aCoroutineWhoseAwaitIsRefusedIsNotReportedToo() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            Generator<Integer> generator = generator(g -> g.yield(await(sleep(0, 1))));
            assertThatThrownBy(generator::next).hasMessageStartingWith("await inside a generator");
            getRunningLoop().callSoon(() -> await(sleep(0)));
            passes(1);
        });
        assertThat(messages()).singleElement().asString().startsWith("Exception in callback");
    }

    @Test
    void inDebugModeAGeneratorThatWasLeftBeforeItsEndIsReportedWhenTheLoopEnds() {
        Virtually.run(() -> {
            listen();
            getRunningLoop().setDebug(true);
            Generator<Integer> ended = plainNumbers();
            ended.forEachRemaining(_ -> {});
            try (var closed = plainNumbers()) {
                closed.next();
            }
            plainNumbers().next();
            assertThat(reports).isEmpty();
            getRunningLoop().setDebug(false);
        });
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("generator 'plainNumbers' was left before its end \\(created at LeftoversTest\\.java:\\d+\\):"
                        + " if it has finally blocks they have not run; close it, best by try \\(var g = …\\)");
    }

    @Test
    void elsewhereItIsNot() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            plainNumbers().next();
        });
        assertThat(reports).isEmpty();
    }

    private static Generator<Integer> plainNumbers() {
        return generator(g -> {
            g.yield(1);
            g.yield(2);
        });
    }

    @Test
    void aCoroutineThatSomebodyHoldsIsReportedOnceItIsLetGo() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            var kept = failing();
            getRunningLoop().reportLeftovers(thing -> thing.equals(kept));
            assertThat(reports).isEmpty();
            getRunningLoop().reportLeftovers();
            assertThat(messages()).singleElement().asString().startsWith("coroutine 'failing' was never awaited");
            getRunningLoop().reportLeftovers();
        });
        assertThat(reports).hasSize(1);
    }

    @Test
    void whatIsHeldIsNotTaken() {
        Leftovers.trackCoroutines(true);
        var first = failing();
        var second = failing();
        assertThat(Leftovers.takeNeverAwaited(first::equals)).containsExactly(second);
        assertThat(Leftovers.takeNeverAwaited()).containsExactly(first);
        assertThat(Leftovers.takeNeverAwaited()).isEmpty();
    }

    private static AsyncGenerator<Integer> numbers() {
        return asyncGenerator(g -> {
            for (int i = 0; i < 3; i++) g.yield(i);
        });
    }

    private static final String LEFT = "async generator 'numbers' was left before its end"
            + " \\(created at LeftoversTest\\.java:\\d+\\), and its finally blocks have not run:"
            + " close it, best by asyncWith\\(aclosing\\(generator\\), …\\)";

    @Test
    void anAsyncGeneratorThatWasLeftIsReportedWhenItsWalkerHasEnded() {
        Leftovers.trackCoroutines(true);
        Virtually.run(() -> {
            listen();
            var walk = createTask(async(() -> {
                var _ = await(numbers().anext());
                await(sleep(1));
            }));
            passes(1);
            getRunningLoop().reportLeftovers();
            assertThat(reports).as("it may go on").isEmpty();
            await(walk);
            getRunningLoop().reportLeftovers();
            getRunningLoop().reportLeftovers();
            assertThat(messages()).singleElement().asString().matches(LEFT);
        });
        assertThat(reports).as("the end of the run closes it").hasSize(1);
    }

    @Test
    void anAsyncGeneratorThatWasWalkedToItsEndOrClosedIsNotReported() {
        Virtually.run(() -> {
            listen();
            for (int _ : each(numbers())) {}
            asyncWith(aclosing(numbers()), generator -> {
                await(generator.anext());
            });
            var unstarted = numbers();
            getRunningLoop().reportLeftovers();
            assertThat(unstarted).hasToString("<async_generator created>");
        });
        assertThat(reports).isEmpty();
    }

    @Test
    void aLoopThatIsClosedReportsTheAsyncGeneratorsNobodyShutDown() {
        var loop = new EventLoop();
        loop.setExceptionHandler((_, context) -> reports.add(context));
        assertThat(loop.runUntilComplete(numbers().anext())).isZero();
        loop.close();
        assertThat(messages())
                .containsExactly("async generator was left before its end, and its finally blocks have not run:"
                        + " close it, best by asyncWith(aclosing(generator), …)");
    }

    private static final class Door implements AutoCloseable {
        private final Unclosed note = new Unclosed(this, "door", "try (var door = new Door())");

        @Override
        public void close() {
            note.closed();
        }
    }

    @Test
    void whatWasNotClosedIsReportedWhenTheLoopEnds() {
        Virtually.run(() -> {
            listen();
            new Door().close();
            var _ = new Door();
            getRunningLoop().reportLeftovers();
            assertThat(reports).as("the task that made it goes on").isEmpty();
        });
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("Unclosed door \\(created at LeftoversTest\\.java:\\d+\\): close it,"
                        + " best by try \\(var door = new Door\\(\\)\\)");
    }

    private static void leaveADoorOpen() {
        var _ = new Door();
    }

    @Test
    void whatIsGarbageAndWasNotClosedIsReportedAtOnce() {
        Virtually.run(() -> {
            var collected = new AtomicBoolean();
            var told = getRunningLoop().<String>createFuture();
            getRunningLoop().setExceptionHandler((_, context) -> {
                collected.set(true);
                told.setResult(context.message());
            });
            leaveADoorOpen();
            var collector = getRunningLoop().runInExecutor(null, () -> {
                while (!collected.get()) System.gc();
            });
            assertThat(await(told)).startsWith("Unclosed door");
            await(collector);
        });
    }

    @Test
    void aTaskThatFailsWhileItIsBeingCancelledAtTheEndIsReported() {
        Virtually.run(() -> {
            listen();
            createTask(async(() -> {
                try {
                    await(sleep(1000));
                } finally {
                    fail();
                }
            }));
            passes(1);
        });
        assertThat(messages()).containsExactly("unhandled exception during asyncio.run() shutdown");
    }

    private static void fail() throws IOException {
        throw new IOException("in cleanup");
    }

    @Test
    void aHandlerThatFailsDisturbsNobody() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            loop.setExceptionHandler((_, context) -> {
                reports.add(context);
                throw new IllegalArgumentException("handler");
            });
            var logger = Logger.getLogger("asyncio");
            logger.setLevel(Level.OFF);
            loop.callSoon(() -> {
                throw new IllegalArgumentException("callback");
            });
            passes(2);
            logger.setLevel(null);
        });
        assertThat(reports).hasSize(1);
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.Coroutine;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Leftovers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(messages()).containsExactly("Task exception was never retrieved");
        assertThat(reports.getFirst().exception()).hasMessage("lost");
        assertThat(reports.getFirst().future()).asString().startsWith("<Task finished name='forgotten'");
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
        assertThat(messages()).containsExactly("Future exception was never retrieved");
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

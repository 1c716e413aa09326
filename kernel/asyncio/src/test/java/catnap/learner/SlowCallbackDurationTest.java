package catnap.learner;

import static catnap.asyncio.Asyncio.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a step may take is the loop's own, and debug mode keeps to it.
class SlowCallbackDurationTest {
    private static final double NEVER = 1e6;

    private final EventLoop loop = new EventLoop();
    private final Logger logger = Logger.getLogger("asyncio");
    private final List<String> log = new ArrayList<>();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord message) {
            if (message.getMessage().startsWith("Executing ")) log.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(listener);
        loop.setDebug(false);
        loop.close();
    }

    /// Holds the loop for longer than asyncio's limit of 0.1 s.
    private void block() {
        loop.runUntilComplete(async(() -> assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS))
                .isFalse()));
    }

    @Test
    void itIsATenthOfASecond() {
        assertThat(loop.slowCallbackDuration()).isEqualTo(0.1);
        loop.setDebug(true);
        block();
        assertThat(log).anyMatch(line -> line.startsWith("Executing <Task finished"));
    }

    @Test
    void itCanBeSetBeforeDebugModeIsTurnedOn() {
        loop.slowCallbackDuration(NEVER);
        assertThat(loop.slowCallbackDuration()).isEqualTo(NEVER);
        loop.setDebug(true);
        block();
        assertThat(log).isEmpty();
    }

    @Test
    void itCanBeSetInDebugMode() {
        loop.setDebug(true);
        loop.slowCallbackDuration(NEVER);
        block();
        assertThat(log).isEmpty();
        loop.slowCallbackDuration(0);
        loop.runUntilComplete(async(() -> {}));
        assertThat(log).as("0: every step and every callback").hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void withoutDebugModeNothingIsTimed() {
        loop.slowCallbackDuration(0);
        block();
        assertThat(log).isEmpty();
    }

    @Test
    void aWatchOfOnesOwnHasItsOwnLimit() {
        var slow = new ArrayList<Double>();
        loop.slowCallbackDuration(NEVER);
        loop.watchSlowSteps(0.1, step -> slow.add(step.seconds()));
        block();
        assertThat(slow).isNotEmpty();
    }

    @Test
    void itIsANumber() {
        assertThatThrownBy(() -> loop.slowCallbackDuration(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slowCallbackDuration must be a number of seconds, was NaN");
    }
}

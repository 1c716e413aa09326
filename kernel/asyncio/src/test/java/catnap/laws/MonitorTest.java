package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.Body;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Generator;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// What debug mode says of `synchronized` and `await`. A fiber that is a thread hides its monitors: there a wait is not
/// refused, but who gets stuck because of it is told.
class MonitorTest {
    private static final String STUCK = " is stuck after ";

    @AfterEach
    void endDebugMode() {
        try (var loop = new EventLoop()) {
            loop.setDebug(false); // parts of it are the whole program's
        }
    }

    /// Runs this in debug mode, on a clock that jumps.
    private static void debug(Body main) {
        try (var runner =
                Runner.builder().clock(LoopClock.virtual()).debug(true).build()) {
            runner.run(async(main));
        }
    }

    private static final class Account {
        private int balance;

        /// The mistake.
        Coroutine<Integer> deposit(int amount) {
            return async(() -> {
                synchronized (this) {
                    return depositSlowly(amount);
                }
            });
        }

        private int depositSlowly(int amount) {
            await(sleep(1));
            balance += amount;
            return balance;
        }

        synchronized int depositInASynchronizedMethod(int amount) {
            return depositSlowly(amount);
        }

        synchronized int depositAtOnce(int amount) {
            balance += amount;
            return balance;
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "catnap.fiber", matches = "thread", disabledReason = "decision 003")
    void anAwaitInsideSynchronizedFailsAndNamesPlaceAndRemedy() {
        var account = new Account();
        debug(() -> {
            var failing = createTask(account.deposit(1));
            var other = createTask(async(() -> account.depositAtOnce(2)));

            assertThat(await(other)).isEqualTo(2);
            assertThat(failing.exception())
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .matches("await while holding the monitor of catnap\\.laws\\.MonitorTest\\$Account"
                            + " \\(MonitorTest\\.java:\\d+\\): use AsyncLock");
            assertThat(await(async(() -> account.depositAtOnce(3)))).isEqualTo(5);
        });
    }

    @Test
    @DisabledIfSystemProperty(named = "catnap.fiber", matches = "thread", disabledReason = "decision 003")
    void anAwaitInsideASynchronizedMethodFails() {
        var account = new Account();
        debug(() -> assertThatThrownBy(() -> account.depositInASynchronizedMethod(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("await while holding the monitor of"));
    }

    @Test
    void aMonitorAroundTheLoopOrAGeneratorDoesNoHarm() {
        synchronized (this) {
            debug(() -> {
                await(sleep(1));
                Generator<Integer> numbers = generator(g -> {
                    g.yield(1);
                    g.yield(2);
                });
                List<Integer> seen = new ArrayList<>();
                synchronized (numbers) {
                    for (int number : numbers) seen.add(number);
                }
                assertThat(seen).containsExactly(1, 2);
            });
        }
    }

    /// Writes down what the log gets to hear, and tells of the first that is stuck.
    private static final class Listener extends Handler {
        final List<String> stuck = new ArrayList<>();
        final CountDownLatch told = new CountDownLatch(1);

        @Override
        public synchronized void publish(LogRecord warning) {
            if (!warning.getMessage().contains(STUCK)) return;
            stuck.add(warning.getMessage());
            told.countDown();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aStepThatIsStuckAtAMonitorIsToldWhileItIs() throws InterruptedException {
        var monitor = new Object();
        var held = new CountDownLatch(1);
        var log = Logger.getLogger("asyncio");
        var listener = new Listener();
        log.addHandler(listener);
        log.setUseParentHandlers(false);
        var holder = Thread.ofPlatform().start(() -> hold(monitor, held, listener.told));
        try {
            held.await();
            debug(() -> await(createTask(async(() -> enter(monitor)), "wants it")));
        } finally {
            holder.join();
            log.setUseParentHandlers(true);
            log.removeHandler(listener);
        }
        assertThat(listener.stuck)
                .singleElement()
                .asString()
                .matches("Executing <Task pending name='wants it'> is stuck after \\d+\\.\\d{3} seconds, in enter at"
                        + " MonitorTest\\.java:\\d+: another thread or task holds the monitor, and nothing else can run"
                        + " meanwhile; use AsyncLock where a task waits while it holds one");
    }

    /// Holds the monitor until that is told; for a minute if it is not.
    private static void hold(Object monitor, CountDownLatch held, CountDownLatch told) {
        synchronized (monitor) {
            held.countDown();
            try {
                var _ = told.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void enter(Object monitor) {
        synchronized (monitor) {
            assertThat(Thread.holdsLock(monitor)).isTrue();
        }
    }

    /// Two tasks wait inside `synchronized`, one after the other.
    static final class Careless {
        public static void main(String[] arguments) {
            var account = new Account();
            try (var runner = Runner.builder().debug(true).build()) {
                System.out.println(runner.run(async(() -> await(gather(account.deposit(1), account.deposit(2))))));
            }
        }
    }

    @Test
    void awaitingUnderAMonitorNeverHangsWithoutAWord() throws Exception {
        var process = ChildJvm.start(Careless.class, List.of());
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var word = output.lines().filter(line -> line.contains("AsyncLock")).findFirst();
            assertThat(word)
                    .hasValueSatisfying(
                            line -> assertThat(line).containsAnyOf("await while holding the monitor of", STUCK));
        } finally {
            process.destroyForcibly();
        }
    }
}

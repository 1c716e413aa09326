package catnap.stress;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.laws.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Very many tasks that sleep at the same time, in a JVM with a heap no larger than they need.
/// `-Dstress.sleepers=1000000` makes it a million.
class SleepersTest {
    private static final boolean THREADS = "thread".equals(System.getProperty("catnap.fiber"));
    private static final int SLEEPERS = Integer.getInteger("stress.sleepers", THREADS ? 20_000 : 100_000);

    /// A third more than what was found to suffice.
    private static final int BYTES_EACH = THREADS ? 2_000 : 840;

    private static final int MEGABYTES_BESIDE = 60;

    private static String heap() {
        return "-Xmx" + (MEGABYTES_BESIDE + (long) SLEEPERS * BYTES_EACH / 1_000_000) + "m";
    }

    @Test
    void allSleepAtOnceInABoundedHeapAndWakeInOrder() throws Exception {
        var flags = List.of(
                heap(),
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Dsleepers=" + SLEEPERS);
        var process = ChildJvm.start(Dormitory.class, flags);
        try (var output = process.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8))
                    .as("%s", flags)
                    .isEqualToIgnoringNewLines("asleep at once: " + SLEEPERS + ", woken in order: " + SLEEPERS);
        } finally {
            process.destroyForcibly();
        }
    }

    /// The program: all fall asleep in the first instant of virtual time, for 1.0 to 100.9 seconds.
    static final class Dormitory {
        private static final int SLEEPERS = Integer.getInteger("sleepers");
        private static final int LENGTHS = 1_000;

        private int asleep;
        private int woken;
        private double lastAwake;
        private int lastNumber = -1;

        public static void main(String[] arguments) {
            try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
                runner.run(new Dormitory().night());
            }
        }

        private Coroutine<@Nullable Void> night() {
            return async(() -> {
                for (int i = 0; i < SLEEPERS; i++) {
                    int number = i;
                    createTask(async(() -> sleepOnce(number)));
                }
                await(sleep(0.5));
                int atOnce = asleep;
                await(sleep(LENGTHS));
                System.out.println("asleep at once: " + atOnce + ", woken in order: " + woken);
            });
        }

        private void sleepOnce(int number) {
            var length = Duration.ofMillis(1_000 + number * 7919L % LENGTHS * 100);
            asleep++;
            await(sleep(length));
            asleep--;
            wake(number, length.toNanos() / 1e9);
        }

        /// Whoever sleeps longer wakes later; of those who sleep equally long, who came later.
        private void wake(int number, double seconds) {
            double now = getRunningLoop().time();
            boolean onTime = now == seconds;
            boolean inOrder = now > lastAwake || (now == lastAwake && number > lastNumber);
            if (onTime && inOrder) woken++;
            lastAwake = now;
            lastNumber = number;
        }
    }
}

package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncQueue;
import catnap.asyncio.Body;
import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.trace.Recorder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What recording costs: programs of 100,000 steps with and without a recorder, turn about in one process, by the
/// processor time of the loop's thread.
public final class TracingCost {
    private static final int STEPS = 100_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;

    private TracingCost() {}

    /// Prints the medians in nanoseconds a step, and their ratio.
    public static void main(String[] arguments) {
        Map<String, Body> programs = new LinkedHashMap<>();
        programs.put("sleep(0), two tasks", TracingCost::switches);
        programs.put("queue, one way", TracingCost::queue);
        programs.put("1,000 tasks that sleep, virtual time", TracingCost::sleepers);
        IO.println(String.format(Locale.ROOT, "%-40s %8s %8s %6s", "ns a step", "bare", "traced", "ratio"));
        programs.forEach((name, program) -> {
            var bare = new double[ROUNDS];
            var traced = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double without = nanosPerStep(program, false);
                double with = nanosPerStep(program, true);
                if (round < 0) continue;
                bare[round] = without;
                traced[round] = with;
            }
            Arrays.sort(bare);
            Arrays.sort(traced);
            double ratio = traced[ROUNDS / 2] / bare[ROUNDS / 2];
            IO.println(String.format(
                    Locale.ROOT, "%-40s %8.0f %8.0f %6.2f", name, bare[ROUNDS / 2], traced[ROUNDS / 2], ratio));
        });
    }

    private static double nanosPerStep(Body program, boolean recorded) {
        var clock = ManagementFactory.getThreadMXBean();
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            return runner.run(async(() -> {
                Recorder recorder = recorded ? Recorder.start(getRunningLoop(), currentTask()) : null;
                try {
                    await(sleep(0.001)); // so that both begin with a step of their own
                    long began = clock.getCurrentThreadCpuTime();
                    program.run();
                    return (clock.getCurrentThreadCpuTime() - began) / (double) STEPS;
                } finally {
                    if (recorder != null) recorder.stop();
                }
            }));
        }
    }

    private static Coroutine<@Nullable Void> passes(int count) {
        return async(() -> {
            for (int i = 0; i < count; i++) await(sleep(0));
        });
    }

    private static void switches() {
        var other = createTask(passes(STEPS / 2));
        await(passes(STEPS / 2));
        await(other);
    }

    private static void queue() {
        var queue = new AsyncQueue<Integer>(1);
        var producer = createTask(async(() -> {
            for (int i = 0; i < STEPS / 2; i++) await(queue.put(i));
        }));
        for (int i = 0; i < STEPS / 2; i++) await(queue.get());
        await(producer);
    }

    private static void sleepers() {
        var tasks = new ArrayList<Coroutine<@Nullable Void>>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(async(() -> {
                for (int n = 0; n < STEPS / 1_000; n++) await(sleep(0.01));
            }));
        }
        await(gather(tasks));
    }
}

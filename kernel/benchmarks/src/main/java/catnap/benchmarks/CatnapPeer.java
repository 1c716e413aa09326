package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The workloads of the comparison, written as a user of this library would write them.
public final class CatnapPeer {
    private static volatile int sink;

    /// Runs one workload: `w1` … `w9`. `w8` asks the server at the address in the environment variable `URL`.
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "w1" -> switches();
            case "w2" -> QueueWork.measure();
            case "w3" -> direct();
            case "w4" -> Lap.measure("w4_gather", Lap.size(100_000), n -> inLoop(gatherAll(n)));
            case "w5" -> Lap.measure("w5_timers", Lap.size(100_000), n -> inLoop(timers(n)));
            case "w6" -> sleepers();
            case "w7" -> GeneratorWork.measure();
            case "w8" -> HttpWork.measure();
            case "w9" -> threads();
            default -> throw new IllegalArgumentException("no such workload: " + arguments[0]);
        }
    }

    static void inLoop(Coroutine<?> work) {
        try (var runner = new Runner()) {
            var _ = runner.run(work);
        }
    }

    static void expect(boolean right) {
        if (!right) throw new AssertionError("wrong result");
    }

    private static void switches() throws Exception {
        Lap.measure(
                "w1_switch",
                Lap.size(2_000_000),
                n -> inLoop(async(() -> {
                    var other = createTask(yields(n / 2));
                    await(yields(n / 2));
                    await(other);
                })));
        Lap.measure("w1_switch_elided", 10 * Lap.size(2_000_000), n -> inLoop(yields(n)));
    }

    private static Coroutine<@Nullable Void> yields(int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) await(sleep(0));
        });
    }

    private static Coroutine<Integer> step(int x, int i) {
        return async(() -> x * 31 + i);
    }

    private static void direct() throws Exception {
        Lap.measure(
                "w3_direct",
                Lap.size(50_000_000),
                n -> inLoop(async(() -> {
                    int x = 1;
                    for (int i = 0; i < n; i++) x = await(step(x, i));
                    sink = x;
                })));
    }

    private static Coroutine<Integer> one(int i) {
        return async(() -> {
            await(sleep(0));
            return i;
        });
    }

    private static Coroutine<@Nullable Void> gatherAll(int n) {
        return async(() -> {
            var all = new ArrayList<Coroutine<Integer>>(n);
            for (int i = 0; i < n; i++) all.add(one(i));
            expect(await(gather(all)).getLast() == n - 1);
        });
    }

    private static Coroutine<@Nullable Void> timers(int n) {
        return async(() -> {
            var random = new Random(7);
            var all = new ArrayList<Coroutine<@Nullable Void>>(n);
            for (int i = 0; i < n; i++) all.add(sleep(random.nextDouble() * 0.1));
            await(gather(all));
        });
    }

    private static void sleepers() {
        int n = Lap.size(1_000_000);
        for (int i = 0; i < 5; i++) inLoop(asleep(n / 20, new double[6]));
        var figures = new double[6];
        inLoop(asleep(n, figures));
        double nanos = figures[0] + figures[1];
        String more = String.format(
                Locale.ROOT,
                ", \"spawn_ms\": %.1f, \"release_ms\": %.1f, \"bytes_per_task\": %.0f, \"live_bytes_per_task\": %.0f",
                figures[0] / 1e6,
                figures[1] / 1e6,
                figures[3],
                figures[4]);
        Lap.print("w6_sleepers", n, 0, new double[] {nanos / n}, figures[2] / n, more);
    }

    private static Coroutine<@Nullable Void> asleep(int n, double[] figures) {
        return async(() -> {
            double before = Lap.memory("VmRSS");
            long live = Lap.liveBytes();
            long processor = Lap.processorNanos();
            long start = System.nanoTime();
            AsyncFuture<@Nullable Void> event = getRunningLoop().createFuture();
            var asleep = new ArrayList<Task<@Nullable Void>>(n);
            for (int i = 0; i < n; i++) {
                asleep.add(createTask(async(() -> {
                    await(event);
                })));
            }
            await(sleep(0));
            figures[0] = System.nanoTime() - start;
            figures[2] = Lap.processorNanos() - processor;
            figures[3] = (Lap.memory("VmRSS") - before) * 1048576 / n;
            figures[4] = (double) (Lap.liveBytes() - live) / n;
            processor = Lap.processorNanos();
            start = System.nanoTime();
            event.setResult(null);
            await(gather(asleep));
            figures[1] = System.nanoTime() - start;
            figures[2] += Lap.processorNanos() - processor;
        });
    }

    private static void threads() throws Exception {
        Lap.measure("w9_seq", Lap.size(20_000), n -> inLoop(inTurn(n)));
        Lap.measure(
                "w9_gather",
                Lap.size(20_000),
                n -> inLoop(async(() -> {
                    var all = new ArrayList<Coroutine<@Nullable Void>>(n);
                    for (int i = 0; i < n; i++) all.add(toThread(() -> {}));
                    await(gather(all));
                })));
    }

    private static Coroutine<@Nullable Void> inTurn(int n) {
        return async(() -> {
            for (int i = 0; i < n; i++) await(toThread(() -> {}));
        });
    }

    private CatnapPeer() {}
}

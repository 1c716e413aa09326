package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// What a timer costs, in virtual time: the heap, the queue and the task, without the wait.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerBenchmark {
    private static final int TIMERS = 10_000;

    /// Ten thousand tasks sleep for times between nothing and a second.
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void tenThousandSleeps() {
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.run(async(() -> {
                var random = new Random(7);
                var all = new ArrayList<Coroutine<@Nullable Void>>(TIMERS);
                for (int i = 0; i < TIMERS; i++) all.add(sleep(random.nextDouble()));
                await(gather(all));
            }));
        }
    }
}

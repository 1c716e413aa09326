package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// What a task costs from its making to its result, when many are gathered.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GatherBenchmark {
    private static final int TASKS = 10_000;

    private static Coroutine<Integer> one(int i) {
        return async(() -> {
            await(sleep(0));
            return i;
        });
    }

    /// Each task suspends once.
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public List<Integer> tenThousand() {
        return run(async(() -> {
            var all = new ArrayList<Coroutine<Integer>>(TASKS);
            for (int i = 0; i < TASKS; i++) all.add(one(i));
            return await(gather(all));
        }));
    }
}

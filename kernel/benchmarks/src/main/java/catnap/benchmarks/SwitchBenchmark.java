package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.Coroutine;
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

/// What `sleep(0)` costs: a step of a task, from being due to being due again.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SwitchBenchmark {
    private static final int PASSES = 100_000;

    private static Coroutine<@Nullable Void> passes(int count) {
        return async(() -> {
            for (int i = 0; i < count; i++) await(sleep(0));
        });
    }

    /// Two tasks take turns.
    @Benchmark
    @OperationsPerInvocation(PASSES)
    public void twoTasks() {
        run(async(() -> {
            var other = createTask(passes(PASSES / 2));
            await(passes(PASSES / 2));
            await(other);
        }));
    }

    /// A task that is alone need not leave its stack.
    @Benchmark
    @OperationsPerInvocation(PASSES)
    public void oneTask() {
        run(passes(PASSES));
    }
}

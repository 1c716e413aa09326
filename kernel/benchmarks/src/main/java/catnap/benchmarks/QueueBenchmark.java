package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.run;

import catnap.asyncio.AsyncQueue;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an item costs that goes from one task to another.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class QueueBenchmark {
    private static final int ITEMS = 100_000;

    /// How many items the queue holds: the more, the more of them a turn.
    @Param({"1", "64"})
    public int maxsize;

    private static Coroutine<@Nullable Void> produce(AsyncQueue<Integer> queue) {
        return async(() -> {
            for (int i = 0; i < ITEMS; i++) await(queue.put(i));
        });
    }

    /// One puts, one gets.
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long oneWay() {
        return run(async(() -> {
            var queue = new AsyncQueue<Integer>(maxsize);
            var producer = createTask(produce(queue));
            long sum = 0;
            for (int i = 0; i < ITEMS; i++) sum += await(queue.get());
            await(producer);
            return sum;
        }));
    }
}

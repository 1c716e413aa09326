package catnap.benchmarks;

import static catnap.asyncio.Asyncio.generator;

import catnap.asyncio.Generator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// What a value of a generator costs: pulled by a loop, pulled through others, pushed into code.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GeneratorBenchmark {
    private static final int VALUES = 100_000;

    private static Generator<Integer> count() {
        return generator(g -> {
            for (int i = 0; i < VALUES; i++) g.yield(i);
        });
    }

    private static Generator<Integer> nested(int depth) {
        Generator<Integer> inner = depth == 1 ? count() : nested(depth - 1);
        return generator(g -> {
            g.yieldFrom(inner);
        });
    }

    private static long sum(Generator<Integer> values) {
        long sum = 0;
        for (int value : values) sum += value;
        return sum;
    }

    /// A `for` loop: two switches of stacks a value.
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long pulled() {
        return sum(count());
    }

    /// The same through five generators that delegate.
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long pulledFiveDeep() {
        return sum(nested(5));
    }

    /// `stream()` hands its code to the generator: no switches.
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long pushed() {
        return count().stream().mapToLong(Integer::longValue).sum();
    }
}

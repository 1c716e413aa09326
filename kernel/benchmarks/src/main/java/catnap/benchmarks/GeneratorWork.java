package catnap.benchmarks;

import static catnap.asyncio.Asyncio.generator;

import catnap.asyncio.Generator;
import java.util.Iterator;

/// Generators that are pulled by a loop, pulled through five others, and pushed into code.
final class GeneratorWork {
    private static volatile int sink;

    static void measure() throws Exception {
        Lap.measure("w7_generator", Lap.size(2_500_000), n -> drain(count(n)));
        Lap.measure("w7_nest5", Lap.size(2_500_000), n -> drain(nest(5, n)));
        Lap.measure("w7_push", 20 * Lap.size(2_500_000), n -> {
            int[] sum = {0};
            count(n).forEach(value -> sum[0] = sum[0] * 31 + value);
            sink = sum[0];
        });
        Lap.measure(
                "w7_push_stream",
                20 * Lap.size(2_500_000),
                n -> sink = count(n).stream().mapToInt(Integer::intValue).sum());
    }

    private static Generator<Integer> count(int n) {
        return generator(g -> {
            for (int i = 0; i < n; i++) g.yield(i);
        });
    }

    private static Generator<Integer> nest(int depth, int n) {
        return depth == 0
                ? generator(g -> {
                    g.yieldFrom(count(n));
                })
                : generator(g -> {
                    g.yieldFrom(nest(depth - 1, n));
                });
    }

    private static void drain(Iterator<Integer> values) {
        int sum = 0;
        while (values.hasNext()) sum = sum * 31 + values.next();
        sink = sum;
    }

    private GeneratorWork() {}
}

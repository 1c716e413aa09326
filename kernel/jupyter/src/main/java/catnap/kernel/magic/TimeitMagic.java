package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `%timeit [-n LOOPS] [-r ROUNDS] expression`, `%%timeit`: how long code takes, run again and again.
///
/// Each run of it goes through a call that the JIT compiler cannot look through, and its value is kept: so it
/// cannot be left out as useless. That call is measured too; it is a few nanoseconds.
final class TimeitMagic implements Magic {
    private static final List<String> OPTIONS = List.of("-n", "-r");
    private static final int RUNS = 7;
    private static final int FEW_RUNS = 3;
    private static final long RUN_NANOS = 200_000_000;
    private static final long SLOW_NANOS = 1_000_000_000;

    @SuppressWarnings("UnusedVariable") // that it is written is all: the JIT must not find a value to be useless
    private volatile @Nullable Object kept;

    @Override
    public String name() {
        return "timeit";
    }

    @Override
    public String arguments() {
        return "[-n LOOPS] [-r ROUNDS] code";
    }

    @Override
    public String help() {
        return "Runs code many times, in ROUNDS (7) of LOOPS (by its speed), and says how long it takes on average;"
                + " what gives an awaitable is awaited";
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE, Form.CELL);
    }

    @Override
    public boolean appliesToJava() {
        return true;
    }

    @Override
    public int optionsEnd(String behind) {
        return TimeitOptions.end(behind);
    }

    @Override
    public List<String> completions(String typed) {
        return OPTIONS;
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws CodeFailed, UsageError {
        var options = TimeitOptions.of(call.arguments());
        return bench.run(call.code(), (_, code) -> {
            String report = measure(code, options);
            bench.publisher().stream(Stream.STDOUT, report + "\n");
            return null;
        });
    }

    private String measure(Callable<@Nullable Object> code, TimeitOptions options) throws Exception {
        long loops = options.loops();
        int rounds = options.rounds() > 0 ? options.rounds() : RUNS;
        if (loops == 0) {
            loops = 1;
            long took = time(code, loops);
            while (took < RUN_NANOS) {
                // 1, 2, 5, 10, 20 …: the JIT compiler warms up on the way.
                loops = next(loops);
                took = time(code, loops);
            }
            if (options.rounds() == 0 && took / loops >= SLOW_NANOS) rounds = FEW_RUNS;
        }
        var runs = new double[rounds];
        for (int i = 0; i < runs.length; i++) runs[i] = (double) time(code, loops) / loops;
        return report(runs, loops);
    }

    static long next(long loops) {
        String digits = String.valueOf(loops);
        return digits.charAt(0) == '2' ? loops / 2 * 5 : loops * 2;
    }

    private long time(Callable<@Nullable Object> code, long loops) throws Exception {
        long begin = System.nanoTime();
        for (long i = 0; i < loops; i++) kept = result(code.call());
        return System.nanoTime() - begin;
    }

    private static @Nullable Object result(@Nullable Object value) {
        return switch (value) {
            case Awaitable<?> awaitable -> Asyncio.await(awaitable);
            case CompletionStage<?> stage -> Asyncio.await(stage);
            case null, default -> value;
        };
    }

    static String report(double[] runs, long loops) {
        double mean = Arrays.stream(runs).average().orElse(0);
        double spread = Math.sqrt(Arrays.stream(runs)
                .map(run -> (run - mean) * (run - mean))
                .average()
                .orElse(0));
        return "%s ± %s per loop (mean ± std. dev. of %s, %s each)"
                .formatted(
                        Durations.text(mean), Durations.text(spread), count(runs.length, "run"), count(loops, "loop"));
    }

    private static String count(long number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}

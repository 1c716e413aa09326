package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.KernelClient;
import catnap.kernel.protocol.TestConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A long session grows neither in memory, nor in threads, nor in classes. `-Dsoak=10000` runs as many cells, and
/// prints figures; without it a few hundred show the same.
class SoakTest {
    private static final int CELLS = Integer.getInteger("soak", 600);
    private static final int ROUNDS = 72;
    private static final int THIRD = ROUNDS / 3;
    /// What the least of a third differs by between runs of the same cells, twice over: compiled code, javac's tables.
    private static final int NOISE_KB = 3_000;
    private static final String MEASURE = """
            System.gc();
            var heapNow = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 10;
            var threadsNow = Thread.getAllStackTraces().size();
            var classesNow = java.lang.management.ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            heapNow + " " + threadsNow + " " + classesNow""";

    /// @param heapKb in use after a collection
    private record Figures(int cells, long heapKb, int threads, int classes) {}

    @TempDir
    private Path folder;

    @Test
    void manyCellsLeaveNothingBehind() throws Exception {
        var connection = TestConnection.fresh();
        var rounds = new ArrayList<Figures>();
        try (var _ = KernelProcess.start(
                        folder,
                        Map.of(),
                        List.of("-Xmx256m"),
                        connection.writeTo(folder).toString());
                var client = KernelClient.connect(connection)) {
            int cells = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                for (; cells < CELLS * round / ROUNDS; cells++) {
                    var answer = client.execute(cell(cells));
                    assertThat(answer.status())
                            .as("cell %s: %s", cells, answer)
                            .isEqualTo(cells % 10 == 9 ? "error" : "ok");
                }
                rounds.add(measure(client, cells));
                if (Integer.getInteger("soak") != null) System.out.println(rounds.getLast());
            }
        }

        // The first third fills caches.
        var second = rounds.subList(THIRD, 2 * THIRD);
        var last = rounds.subList(2 * THIRD, ROUNDS);
        int cells = last.getFirst().cells() - second.getFirst().cells();
        assertThat(least(last, Figures::threads))
                .as("threads in %s", rounds)
                .isLessThanOrEqualTo(least(second, Figures::threads) + 2);
        // One cell in ten that keeps its class would be too many.
        assertThat(least(last, Figures::classes) - least(second, Figures::classes))
                .as("classes in %s", rounds)
                .isLessThan(cells / 10);
        // A few hundred cells show what is kept by the tens of KB a cell; a long soak, 1 KB.
        assertThat(least(last, Figures::heapKb) - least(second, Figures::heapKb))
                .as("heap in %s", rounds)
                .isLessThan(cells + NOISE_KB);
    }

    /// The least of some looks: between them a compiler fills up and is renewed, and compiled code comes and goes.
    private static long least(List<Figures> rounds, ToLongFunction<Figures> figure) {
        return rounds.stream().mapToLong(figure).min().orElseThrow();
    }

    private static Figures measure(KernelClient client, int cells) {
        var figures = client.execute(MEASURE).result().split(" ", -1);
        return new Figures(
                cells, Long.parseLong(figures[0]), Integer.parseInt(figures[1]), Integer.parseInt(figures[2]));
    }

    /// Every kind of cell that leaves something: variables, methods, classes, tasks, output, errors.
    private static String cell(int number) {
        return switch (number % 10) {
            case 0 -> "int counted = " + number + ";";
            case 1 -> "int twice(int n) { return 2 * n; }\ntwice(counted)";
            case 2 -> "record Cat(String name, int lives) { }\nvar cat = new Cat(\"Tom\", " + number + ");";
            case 3 -> "class Box<T> { T value; }\nvar box = new Box<Cat>();\nbox.value = cat;\nbox.value.lives()";
            case 4 -> "for (int i = 0; i < 20; i++) println(i);";
            case 5 -> "await(gather(sleep(0), sleep(0.001), sleep(0)));";
            case 6 -> "var task = createTask(async(() -> { await(sleep(0)); return counted; }));\nawait(task)";
            case 7 -> "run(async(() -> await(toThread(() -> counted))))";
            case 8 -> "List.of(1, 2, 3).stream().map(n -> n * counted).toList()";
            default -> "throw new IllegalStateException(\"cell \" + counted);";
        };
    }
}

package catnap.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Repeats one workload and prints what it cost as a line of JSON, in the form that all peers share.
final class Lap {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM = 5;
    private static final int REPETITIONS = 5;

    /// Something that does an operation `n` times.
    @FunctionalInterface
    interface Work {
        void run(int n) throws Exception;
    }

    /// The size asked for by the environment variable `N`, else this one.
    static int size(int otherwise) {
        String n = System.getenv("N");
        return n == null ? otherwise : Integer.parseInt(n);
    }

    /// Measures the work over several rounds; the first ones are warm-up, and the very first is told apart as the cold
    /// one.
    static void measure(String workload, int n, Work work) throws Exception {
        double[] wall = new double[WARM + REPETITIONS];
        double[] processor = new double[WARM + REPETITIONS];
        for (int i = 0; i < wall.length; i++) {
            long processor0 = processorNanos();
            long wall0 = System.nanoTime();
            work.run(n);
            wall[i] = (double) (System.nanoTime() - wall0) / n;
            processor[i] = (double) (processorNanos() - processor0) / n;
        }
        String more = String.format(Locale.ROOT, ", \"first_cpu_ns_per_op\": %.2f", processor[0]);
        print(workload, n, wall[0], Arrays.copyOfRange(wall, WARM, wall.length), average(processor), more);
    }

    static void print(String workload, int n, double cold, double[] wall, double processor, String more) {
        Arrays.sort(wall);
        System.out.printf(
                Locale.ROOT,
                "{\"peer\": \"%s\", \"workload\": \"%s\", \"n\": %d, \"ns_per_op\": %.2f, \"min_ns_per_op\": %.2f,"
                        + " \"first_ns_per_op\": %.2f, \"cpu_ns_per_op\": %.2f, \"peak_rss_mb\": %.1f, \"load1\": %.2f,"
                        + " \"version\": \"JDK %s\"%s}%n",
                System.getProperty("peer", "catnap"),
                workload,
                n,
                wall[wall.length / 2],
                wall[0],
                cold,
                processor,
                memory("VmHWM"),
                SYSTEM.getSystemLoadAverage(),
                Runtime.version(),
                more);
    }

    private static double average(double[] processor) {
        return Arrays.stream(processor, WARM, processor.length).average().orElseThrow();
    }

    /// Processor time of this process so far; the JVM counts it in steps of 10 ms.
    static long processorNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /// Memory of this process in MiB: `VmHWM`, the peak, or `VmRSS`, now.
    static double memory(String field) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /// Bytes of live heap, after a full collection.
    static long liveBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Lap() {}
}

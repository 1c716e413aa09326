import java.lang.management.ManagementFactory;
import java.nio.file.*;
import java.util.*;

/** Shared by the Java and Kotlin peers: repeats a body, prints one JSON line. Sizes: environment N (override). */
public final class Bench {
    public static final int WARM = 5, REPS = 5;
    public interface Body { void run(int n) throws Throwable; }
    static final com.sun.management.OperatingSystemMXBean OS =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static int size(int otherwise) {
        String n = System.getenv("N");
        return n == null ? otherwise : Integer.parseInt(n);
    }

    /** Processor time of this process in nanoseconds (10 ms grains). */
    public static long cpu() { return OS.getProcessCpuTime(); }

    /** Memory of this process in MiB: VmHWM (the peak) or VmRSS (now). */
    public static double rss(String field) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith(field + ":")).mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().getAsLong() / 1024.0;
        } catch (Exception e) { return -1; }
    }

    /** Bytes of live heap, after a full collection. */
    public static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    public static void reps(String peer, String workload, int n, Body body) { reps(peer, workload, n, WARM, REPS, body); }

    public static void reps(String peer, String workload, int n, int warm, int reps, Body body) {
        try {
            double[] t = new double[warm + reps], c = new double[warm + reps];
            for (int i = 0; i < t.length; i++) {
                long c0 = cpu(), t0 = System.nanoTime();
                body.run(n);
                t[i] = (double) (System.nanoTime() - t0) / n;
                c[i] = (double) (cpu() - c0) / n;
            }
            emit(peer, workload, n, warm, t, c, String.format(Locale.ROOT, ", \"first_cpu_ns_per_op\": %.2f", c[0]));
        } catch (Throwable e) { throw new RuntimeException(workload, e); }
    }

    public static void emit(String peer, String workload, int n, int warm, double[] t, double[] c, String extra) {
        double first = t[0];
        double[] w = Arrays.copyOfRange(t, warm, t.length);
        Arrays.sort(w);
        double cpu = Arrays.stream(c, warm, c.length).average().getAsDouble(); // a mean: the clock has 10 ms grains
        System.out.printf(Locale.ROOT, "{\"peer\": \"%s\", \"workload\": \"%s\", \"n\": %d, \"ns_per_op\": %.2f, \"min_ns_per_op\": %.2f, "
            + "\"first_ns_per_op\": %.2f, \"cpu_ns_per_op\": %.2f, \"peak_rss_mb\": %.1f, \"load1\": %.2f, \"version\": \"JDK %s%s\"%s}%n",
            peer, workload, n, w[w.length / 2], w[0], first, cpu, rss("VmHWM"), OS.getSystemLoadAverage(),
            System.getProperty("java.vm.version"), System.getProperty("peer.version", ""), extra);
    }
    private Bench() {}
}

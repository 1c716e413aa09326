package catnap.kernel.magic;

import catnap.kernel.java.Source;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// `%doctor`: what the kernel runs on, what is amiss, and what to do about it.
final class DoctorMagic implements Magic {
    private static final String FIBERS = "jdk.internal.vm";
    private static final String ENDPOINT = "catnap.cats.CatFacts.ENDPOINT";

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String help() {
        return "Tells what the kernel runs on, what is amiss, and what to do about it";
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws CodeFailed {
        var rows = new ArrayList<List<String>>();
        rows.add(row("kernel", "Catnap " + version(), ""));
        rows.add(java());
        rows.add(fibers());
        rows.add(memory());
        rows.add(row("processors", String.valueOf(Runtime.getRuntime().availableProcessors()), ""));
        rows.add(row("cat facts", endpoint(bench), ""));
        rows.add(row("settings", settings(), ""));
        bench.publisher()
                .display(Table.of(List.of("part", "found", "what to do"), rows).bundle(), "");
        return Optional.empty();
    }

    private static List<String> row(String part, String found, String remedy) {
        return List.of(part, found, remedy.isEmpty() ? "✓" : "✗ " + remedy);
    }

    private static String version() {
        String version = DoctorMagic.class.getPackage().getImplementationVersion();
        return version == null ? "(not installed: run from its classes)" : version;
    }

    private static List<String> java() {
        String found =
                System.getProperty("java.vm.name") + " " + Runtime.version() + " in " + System.getProperty("java.home");
        return row("Java", found, "");
    }

    private static List<String> fibers() {
        boolean asked = "thread".equals(System.getProperty("catnap.fiber"));
        boolean exported = Object.class.getModule().isExported(FIBERS, DoctorMagic.class.getModule());
        if (exported && !asked) return row("tasks", "run on continuations, the fast way", "");
        String remedy = asked
                ? "start java without -Dcatnap.fiber=thread"
                : "start java with --add-exports java.base/" + FIBERS + "=ALL-UNNAMED";
        return row("tasks", "run on virtual threads, which is slower", remedy);
    }

    private static List<String> memory() {
        var heap = Runtime.getRuntime();
        long used = (heap.totalMemory() - heap.freeMemory()) >> 20;
        long most = heap.maxMemory() >> 20;
        boolean tight = used > most * 3 / 4;
        return row(
                "memory",
                used + " MB used of " + most + " MB at most",
                tight ? "%reset drops what variables hold; -Xmx in kernel.json gives more" : "");
    }

    /// Asked for as a cell would: whoever chose the endpoint, it is the one that cells see.
    private static String endpoint(Workbench bench) throws CodeFailed {
        var found = new String[1]; // set on the loop's thread, read after its end
        var _ = bench.run(new Source(bench.cell(), ENDPOINT), (_, code) -> {
            found[0] = String.valueOf(code.call());
            return null;
        });
        return found[0];
    }

    private static String settings() {
        var ours = new TreeMap<>(System.getenv());
        ours.keySet().removeIf(name -> !name.startsWith("CATNAP_"));
        return ours.isEmpty() ? "none (no CATNAP_… in the environment)" : ours.toString();
    }
}

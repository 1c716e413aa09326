package catnap.kernel.magic;

import catnap.kernel.java.JavaFile;
import catnap.kernel.java.Source;
import catnap.kernel.output.MimeBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `%run file.java|notebook.ipynb`: code of a file, as if it stood in this cell. Its names live on.
final class RunMagic implements Magic {
    /// The files that are being run here, the outermost first.
    private static final ScopedValue<List<Path>> RUNNING = ScopedValue.newInstance();

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String arguments() {
        return "file.java|notebook.ipynb";
    }

    @Override
    public String help() {
        return "Runs the code of a file here, and its main method if it has one; of a notebook, all cells";
    }

    @Override
    public List<String> completions(String typed) {
        return Paths.completions(typed);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed, IOException {
        if (call.arguments().isEmpty()) throw new UsageError("what? a file is missing");
        String text = Paths.text(call.arguments());
        Path file = Paths.of(call.arguments()).toAbsolutePath().normalize();
        String name = String.valueOf(file.getFileName());
        var running = RUNNING.orElse(List.of());
        if (running.contains(file)) throw new UsageError(name + " runs itself: " + chain(running, file));
        var sources = NotebookFile.isCalledOne(name) ? cells(name, text, bench) : program(name, text, bench);
        var now = Stream.concat(running.stream(), Stream.of(file)).toList();
        return ScopedValue.where(RUNNING, now).call(() -> runAll(sources, bench));
    }

    private static String chain(List<Path> running, Path again) {
        return Stream.concat(running.stream(), Stream.of(again))
                .dropWhile(file -> !file.equals(again))
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(" → "));
    }

    private static Optional<MimeBundle> runAll(List<Source> sources, Workbench bench) throws CodeFailed {
        Optional<MimeBundle> result = Optional.empty();
        for (Source source : sources) result = bench.runCell(source);
        return result;
    }

    /// A file of Java is a cell, but for a package, which cells have none of, and a main method, which is to
    /// be called.
    private static List<Source> program(String name, String text, Workbench bench) {
        var sources = new ArrayList<Source>();
        sources.add(new Source(bench.cell(), name, JavaFile.withoutPackage(text)));
        JavaFile.callOfMain(text).ifPresent(main -> sources.add(Source.unseen(bench.cell(), main)));
        return sources;
    }

    private static List<Source> cells(String name, String text, Workbench bench) throws UsageError {
        var sources = new ArrayList<Source>();
        for (String cell : NotebookFile.codeCells(name, text)) {
            sources.add(new Source(bench.cell(), name + ", code cell " + (sources.size() + 1), cell));
        }
        return sources;
    }
}

package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.kernel.output.MimeBundle;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// `%maven group:artifact:version …`: libraries and what they need, from the local repository or Maven Central.
final class MavenMagic implements Magic {
    private static final String REPOSITORY = "--repo";

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public String arguments() {
        return "group:artifact:version … [" + REPOSITORY + " URL]";
    }

    @Override
    public String help() {
        return "Adds libraries and all they need to the class path, from ~/.m2 or else from Maven Central";
    }

    @Override
    public List<String> completions(String typed) {
        return List.of(REPOSITORY);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed {
        var wanted = new ArrayList<String>();
        var repositories = new ArrayList<>(List.of(MavenLibrary.central()));
        for (var words = call.words().iterator(); words.hasNext(); ) {
            String word = words.next();
            if (!word.equals(REPOSITORY)) wanted.add(word);
            else if (words.hasNext()) repositories.add(words.next());
            else throw new UsageError("a URL is missing behind " + REPOSITORY);
        }
        if (wanted.isEmpty()) {
            throw new UsageError(
                    "which library? %maven group:artifact:version, as in org.apache.commons:commons-lang3:3.20.0");
        }
        List<Path> jars = find(wanted, repositories, bench);
        bench.addToClassPath(jars);
        return Optional.empty();
    }

    private static List<Path> find(List<String> wanted, List<String> repositories, Workbench bench)
            throws UsageError, CodeFailed {
        var status = new StatusLine(bench.publisher());
        var problem = new AtomicReference<String>("");
        List<Path> jars = bench.await(() -> {
            try {
                return Asyncio.await(Asyncio.toThread(() -> MavenLibrary.find(wanted, repositories, status)));
            } catch (UncheckedIOException notFound) {
                problem.set(notFound.getCause().getMessage());
                return List.of();
            }
        });
        if (!problem.get().isEmpty()) {
            status.end("nothing was added");
            throw new UsageError(problem.get());
        }
        String names =
                jars.stream().map(jar -> String.valueOf(jar.getFileName())).collect(Collectors.joining(", "));
        status.end("added " + names);
        return jars;
    }
}

package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.kernel.output.MimeBundle;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `%maven group:artifact:version …`: libraries and what they need, from the local repository or Maven Central.
final class MavenMagic implements Magic {
    private static final String REPOSITORY = "--repo";
    private static final Pattern URL = Pattern.compile("(https?|file):/");

    /// The folder of a library in the local repository, and in it that of the version that is on the class path.
    private final Map<Path, Path> versions = new ConcurrentHashMap<>(); // any thread

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
            else if (words.hasNext()) repositories.add(url(words.next()));
            else throw new UsageError("a URL is missing behind " + REPOSITORY);
        }
        if (wanted.isEmpty()) {
            throw new UsageError(
                    "which library? %maven group:artifact:version, as in org.apache.commons:commons-lang3:3.20.0");
        }
        bench.addToClassPath(find(wanted, repositories, bench));
        return Optional.empty();
    }

    private static String url(String written) throws UsageError {
        if (URL.matcher(written).lookingAt()) return written;
        throw new UsageError(written + " is no URL of a repository, such as https://repo.example.org/maven");
    }

    private List<Path> find(List<String> wanted, List<String> repositories, Workbench bench)
            throws UsageError, CodeFailed {
        var status = new StatusLine(bench.publisher());
        var problem = new AtomicReference<String>("");
        List<Path> jars = bench.await(() -> {
            try {
                return Asyncio.await(Asyncio.toThread(() -> MavenLibrary.find(wanted, repositories, status)));
            } catch (UncheckedIOException notFound) {
                problem.set(String.valueOf(notFound.getMessage()));
                return List.of();
            }
        });
        if (!problem.get().isEmpty()) {
            status.end("nothing was added");
            throw new UsageError(problem.get());
        }
        var usable = jars.stream().filter(jar -> earlier(jar).equals(jar)).toList();
        status.end((usable.isEmpty() ? "nothing was added" : "added " + names(usable)) + notes(jars));
        return usable;
    }

    /// The jar of the same library that came first, which is this one as a rule. Where the class path has two versions
    /// of a class, that of the first counts, so a second one would only mix them.
    private Path earlier(Path jar) {
        Path version = jar.getParent();
        if (version == null || version.getParent() == null) return jar;
        Path first = versions.computeIfAbsent(version.getParent(), _ -> version);
        return first.equals(version) ? jar : first;
    }

    private String notes(List<Path> jars) {
        return jars.stream()
                .filter(jar -> !earlier(jar).equals(jar))
                .map(jar -> "; " + jar.getFileName() + " was left out, because version "
                        + earlier(jar).getFileName() + " is there already: restart the kernel to use another one")
                .collect(Collectors.joining());
    }

    private static String names(List<Path> jars) {
        return jars.stream().map(jar -> String.valueOf(jar.getFileName())).collect(Collectors.joining(", "));
    }
}

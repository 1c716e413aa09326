package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/// `%jars path-or-glob …`: more for the class path.
final class JarsMagic implements Magic {
    @Override
    public String name() {
        return "jars";
    }

    @Override
    public String arguments() {
        return "path-or-glob …";
    }

    @Override
    public String help() {
        return "Adds jars and class folders to the class path of what follows";
    }

    @Override
    public List<String> completions(String typed) {
        return Paths.completions(typed.substring(typed.lastIndexOf(' ') + 1));
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, IOException {
        if (call.words().isEmpty()) throw new UsageError("which jars? %jars lib/*.jar");
        var found = new ArrayList<Path>();
        for (String word : call.words()) {
            var matches = Paths.matching(word);
            if (matches.isEmpty())
                throw new UsageError(
                        "nothing is at " + word + " (seen from " + Path.of("").toAbsolutePath() + ")");
            for (Path match : matches) checkUsable(match);
            found.addAll(matches);
        }
        bench.addToClassPath(found);
        found.forEach(path -> bench.publisher().stream(Stream.STDOUT, "added " + path + "\n"));
        return Optional.empty();
    }

    /// javac and the JVM pass over what they cannot read, without a word.
    private static void checkUsable(Path path) throws UsageError {
        if (Files.isDirectory(path)) return;
        try (var jar = new ZipFile(path.toFile())) {
            jar.size();
        } catch (IOException e) {
            throw new UsageError(path + " is neither a jar nor a folder");
        }
    }
}

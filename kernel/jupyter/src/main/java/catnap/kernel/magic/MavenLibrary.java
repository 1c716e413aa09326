package catnap.kernel.magic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The way to Maven's resolver, which lies in the folder `lib/maven` beside the kernel's jar and is loaded from
/// there when it is first asked for: nothing of it meets the learner's classes.
final class MavenLibrary {
    private static final String RESOLVER = "catnap.maven.Resolver";
    private static final String MIRROR = "CATNAP_MAVEN";
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    private MavenLibrary() {}

    private static final class Loader {
        static final ClassLoader INSTANCE = create();

        private static ClassLoader create() {
            var jars = jars();
            // Where the kernel runs from its classes, as in tests, the resolver is on the class path.
            return jars.isEmpty()
                    ? MavenLibrary.class.getClassLoader()
                    : new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }
    }

    private static List<URL> jars() {
        var urls = new ArrayList<URL>();
        try {
            Path ours = Path.of(MavenLibrary.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = ours.resolveSibling("lib").resolve("maven");
            if (!Files.isDirectory(folder)) return List.of();
            try (Stream<Path> jars = Files.list(folder)) {
                for (Path jar : jars.sorted().toList()) urls.add(jar.toUri().toURL());
            }
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return urls;
    }

    /// Where libraries come from if nothing else is said: Maven Central, or the mirror of it that
    /// `CATNAP_MAVEN` names, in the environment or as `%env` sets it.
    static String central() {
        String mirror = System.getProperty(MIRROR, System.getenv().getOrDefault(MIRROR, ""));
        return mirror.isBlank() ? CENTRAL : mirror.strip();
    }

    /// Finds libraries; blocks.
    ///
    /// @throws UncheckedIOException if one was not found; its message is for the learner
    static List<Path> find(List<String> coordinates, List<String> repositories, Consumer<String> progress) {
        try {
            @SuppressWarnings("unchecked") // it is ours
            BiFunction<List<String>, Consumer<String>, List<Path>> resolver = Class.forName(
                            RESOLVER, true, Loader.INSTANCE)
                    .asSubclass(BiFunction.class)
                    .getConstructor(Path.class, List.class)
                    .newInstance(localRepository(), repositories);
            return resolver.apply(coordinates, progress);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kernel is not installed whole: " + RESOLVER + " is missing", e);
        }
    }

    /// As Maven has it, but for what settings.xml says.
    private static Path localRepository() {
        String elsewhere = System.getProperty("maven.repo.local");
        return elsewhere == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(elsewhere);
    }
}

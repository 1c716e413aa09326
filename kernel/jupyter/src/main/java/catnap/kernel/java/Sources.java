package catnap.kernel.java;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.ZipFile;

/// Finds the source file of a class: the JDK's in its `src.zip`, a library's in the sources jar beside its jar, or in
/// the source folder beside the folder of its classes.
final class Sources {
    private final ClassLoader loader;
    private final ConcurrentMap<Path, Optional<ZipFile>> archives = new ConcurrentHashMap<>(); // any thread

    Sources(ClassLoader loader) {
        this.loader = loader;
    }

    /// @param module the class's module; empty for the class path
    /// @param name its binary name; of the outermost class
    Optional<String> of(String module, String name) {
        String file = name.replace('.', '/');
        if (!module.isEmpty()) {
            return entry(Path.of(System.getProperty("java.home"), "lib", "src.zip"), module + "/" + file + ".java");
        }
        URL place = loader.getResource(file + ".class");
        if (place == null) return Optional.empty();
        try {
            return switch (place.getProtocol()) {
                case "jar" -> besideJar(((JarURLConnection) place.openConnection()).getJarFileURL(), file);
                case "file" -> besideFolder(Path.of(place.toURI()), file);
                default -> Optional.empty();
            };
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<String> besideJar(URL jar, String file) {
        String path = URI.create(jar.toString()).getPath();
        return entry(Path.of(path.replaceAll("\\.jar$", "-sources.jar")), file + ".java");
    }

    /// Maven's layout: `target/classes` stands somewhere beside `src/main/java`.
    private static Optional<String> besideFolder(Path classFile, String file) throws IOException {
        for (Path folder = classFile.getParent(); folder != null; folder = folder.getParent()) {
            Path source = folder.resolve("src/main/java/" + file + ".java");
            if (Files.isReadable(source)) return Optional.of(Files.readString(source));
        }
        return Optional.empty();
    }

    private Optional<String> entry(Path archive, String name) {
        var zip = archives.computeIfAbsent(archive, Sources::open);
        if (zip.isEmpty()) return Optional.empty();
        var entry = zip.get().getEntry(name);
        if (entry == null) return Optional.empty();
        try (var in = zip.get().getInputStream(entry)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZipFile> open(Path archive) {
        try {
            return Files.isReadable(archive) ? Optional.of(new ZipFile(archive.toFile())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

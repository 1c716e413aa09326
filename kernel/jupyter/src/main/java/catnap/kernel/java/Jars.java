package catnap.kernel.java;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/// The classes in the jars of a class path, by package.
///
/// javac's own way makes a file system of each jar and walks it, which is a fifth of the time until the first cell.
final class Jars {
    /// A class file that nobody has asked for yet: there are some thousand of them.
    private record Entry(JarFile jar, String name) {}

    private final Map<String, List<Entry>> folders = new HashMap<>(); // unchanged once made

    private Jars() {}

    /// Reads the lists of contents of jars, and of the jars that these name in their manifests.
    static Jars of(List<Path> jars) {
        var found = new Jars();
        Set<Path> seen = new LinkedHashSet<>();
        var open = new ArrayDeque<>(jars);
        while (!open.isEmpty()) {
            Path path = open.removeFirst();
            if (!seen.add(path) || !isJar(path)) continue;
            try {
                // Stays open: classes are read from it as long as the session lasts.
                var jar = new JarFile(path.toFile());
                found.add(jar);
                named(jar, path).reversed().forEach(open::addFirst);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        return found;
    }

    static boolean isJar(Path path) {
        return path.toString().endsWith(".jar") && path.toFile().isFile();
    }

    private static List<Path> named(JarFile jar, Path path) throws IOException {
        var manifest = jar.getManifest();
        String names = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        var paths = new ArrayList<Path>();
        if (names == null) return paths;
        var here = path.toUri();
        for (String name : names.strip().split("\\s+", -1)) paths.add(new File(here.resolve(name)).toPath());
        return paths;
    }

    private void add(JarFile jar) {
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            int folder = name.lastIndexOf('/');
            if (folder < 0 || !name.endsWith(".class")) continue;
            folders.computeIfAbsent(name.substring(0, folder), _ -> new ArrayList<>())
                    .add(new Entry(jar, name));
        }
    }

    /// The classes of a package; of none, if no jar has it.
    List<JavaFileObject> list(String packageName) {
        var entries = folders.getOrDefault(packageName.replace('.', '/'), List.of());
        var classes = new ArrayList<JavaFileObject>(entries.size());
        for (Entry entry : entries) classes.add(new JarClass(entry.jar(), entry.name()));
        return classes;
    }

    /// One class file in a jar.
    static final class JarClass extends SimpleJavaFileObject {
        private final JarFile jar;
        private final String entry;

        JarClass(JarFile jar, String entry) {
            super(URI.create("jar:/" + entry), Kind.CLASS);
            this.jar = jar;
            this.entry = entry;
        }

        String binaryName() {
            return entry.substring(0, entry.length() - Kind.CLASS.extension.length())
                    .replace('/', '.');
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return jar.getInputStream(jar.getEntry(entry));
        }
    }
}

package catnap.kernel.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// javac's view of the files: those of the class path, and the classes of earlier cells, which live in memory.
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<ClassLoader, List<ClassFileObject>> published =
            Collections.synchronizedMap(new WeakHashMap<>()); // any thread
    private final Map<String, ClassFileObject> written = new LinkedHashMap<>(); // under the lock of Javac
    private final List<ClassFileObject> news = new ArrayList<>(); // under the lock of Javac

    private volatile Jars jars = Jars.of(List.of()); // any thread

    MemoryFiles(StandardJavaFileManager standard) {
        super(standard);
    }

    /// Takes the jars of a class path for itself, and leaves its folders to javac.
    @Override
    public boolean handleOption(String option, Iterator<String> rest) {
        if (!option.equals("--class-path")) return super.handleOption(option, rest);
        var paths = Arrays.stream(rest.next().split(File.pathSeparator, -1))
                .filter(Predicate.not(String::isEmpty))
                .map(Path::of)
                .toList();
        jars = Jars.of(paths.stream().filter(Jars::isJar).toList());
        try {
            fileManager.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    paths.stream().filter(Predicate.not(Jars::isJar)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    static JavaFileObject source(String name, String text) {
        return new SourceFileObject(name, text);
    }

    /// The classes that the run of javac has written so far, by binary name.
    Map<String, byte[]> written() {
        var classes = new LinkedHashMap<String, byte[]>();
        written.forEach((name, file) -> classes.put(name, file.bytes()));
        return classes;
    }

    /// A run of javac is over.
    void forgetWritten() {
        written.clear();
    }

    /// What has been published since [#forgetNews], in this order; a compiler that listed the cells' package before
    /// has not heard of it.
    List<ClassFileObject> news() {
        return Collections.unmodifiableList(news);
    }

    /// To be called when no compiler is left that has listed the cells' package.
    void forgetNews() {
        news.clear();
    }

    /// Lets later cells see these classes, as long as their loader lives.
    void publish(ClassLoader home, Map<String, byte[]> classes) {
        var files = new ArrayList<ClassFileObject>();
        classes.forEach((name, bytes) -> files.add(new ClassFileObject(name, bytes)));
        published.put(home, files);
        news.addAll(files);
    }

    private List<ClassFileObject> publishedClasses() {
        var all = new ArrayList<ClassFileObject>();
        synchronized (published) {
            published.values().forEach(all::addAll);
        }
        return all;
    }

    @Override
    public Iterable<JavaFileObject> list(
            JavaFileManager.Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (location == StandardLocation.CLASS_PATH && packageName.equals(CellNames.PACKAGE)) {
            return kinds.contains(JavaFileObject.Kind.CLASS) ? List.copyOf(publishedClasses()) : List.of();
        }
        // The cells' package is nowhere else; asking the class path for it costs a scan of every folder.
        if (packageName.equals(CellNames.PACKAGE)) return List.of();
        var files = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH || !kinds.contains(JavaFileObject.Kind.CLASS)) return files;
        var all = new ArrayList<>(jars.list(packageName));
        files.forEach(all::add);
        return all;
    }

    /// The simple names of the types that a package of the class path holds.
    Set<String> typesOf(String packageName) {
        var names = new HashSet<String>();
        try {
            for (var file : list(StandardLocation.CLASS_PATH, packageName, Set.of(JavaFileObject.Kind.CLASS), false)) {
                String name = inferBinaryName(StandardLocation.CLASS_PATH, file);
                names.add(name.substring(name.lastIndexOf('.') + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Override
    public String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
        if (file instanceof ClassFileObject ours) return ours.name;
        if (file instanceof Jars.JarClass ours) return ours.binaryName();
        return super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a.toUri().equals(b.toUri());
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        var file = new ClassFileObject(name, new byte[0]);
        written.put(name, file);
        return file;
    }

    static List<JavaFileObject> sources(Map<String, String> texts) {
        var files = new ArrayList<JavaFileObject>();
        texts.forEach((name, text) -> files.add(source(name, text)));
        return files;
    }

    private static final class SourceFileObject extends SimpleJavaFileObject {
        private final String text;

        SourceFileObject(String name, String text) {
            super(URI.create("cell:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }
    }

    static final class ClassFileObject extends SimpleJavaFileObject {
        private final String name;
        private byte[] bytes;

        ClassFileObject(String name, byte[] bytes) {
            super(URI.create("cell:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
            this.name = name;
            this.bytes = bytes;
        }

        /// The name of the class in its package: nested classes have theirs with `$`.
        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    bytes = toByteArray();
                }
            };
        }
    }
}

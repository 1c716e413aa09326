package catnap.kernel.weave;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Defines the classes of all cells of a session. They share one loader, hence one package: what is package-private
/// in one cell can be used in the next.
public final class CellLoader extends URLClassLoader {
    private final Map<String, byte[]> waiting = new ConcurrentHashMap<>(); // any thread
    private final Map<String, byte[]> original = new ConcurrentHashMap<>(); // any thread
    private final CellLinks links = new CellLinks();

    static {
        registerAsParallelCapable();
    }

    public CellLoader(ClassLoader parent) {
        super(new URL[0], parent);
    }

    /// The way from every call of a cell's method to its newest body.
    public CellLinks links() {
        return links;
    }

    /// Weaves the classes of one cell and lets them be found.
    public void declare(Map<String, byte[]> classes, LineMap lines) {
        original.putAll(classes);
        var weaver = new Weaver(this, lines);
        classes.forEach((name, bytes) -> waiting.put(name, weaver.weave(bytes)));
    }

    /// Adds a jar or folder that cells may use.
    public void addPath(Path path) {
        try {
            addURL(path.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a place for classes: " + path, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = waiting.remove(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    /// The class files of cells are resources too: the weaver reads them to compute stack maps.
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        if (name.endsWith(".class")) {
            byte[] bytes = original.get(
                    name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            if (bytes != null) return new ByteArrayInputStream(bytes);
        }
        return super.getResourceAsStream(name);
    }
}

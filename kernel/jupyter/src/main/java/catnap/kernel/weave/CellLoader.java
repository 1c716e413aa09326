package catnap.kernel.weave;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds the classes of a session: the libraries that cells use, which it loads itself, and those of cells, each cell
/// in a loader of its own ([CellClasses]). It does not hold a cell: whoever still needs its names, objects or code
/// does, and when nobody is left the JVM unloads it.
public final class CellLoader extends URLClassLoader {
    private static final String PACKAGE = "REPL.";

    private static final class Home extends WeakReference<CellClasses> {
        private final Set<String> classNames;

        Home(CellClasses cell, Set<String> classNames, ReferenceQueue<CellClasses> unloaded) {
            super(cell, unloaded);
            this.classNames = classNames;
        }
    }

    private final Map<String, Home> homes = new ConcurrentHashMap<>(); // any thread
    private final ReferenceQueue<CellClasses> unloaded = new ReferenceQueue<>();
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

    /// Weaves the classes of one cell and lets them be found, as long as the loader returned is held by somebody.
    public ClassLoader declare(Map<String, byte[]> classes, LineMap lines) {
        while (unloaded.poll() instanceof Home gone) gone.classNames.forEach(name -> homes.remove(name, gone));
        var cell = new CellClasses(this, classes, lines);
        var home = new Home(cell, Set.copyOf(classes.keySet()), unloaded);
        classes.keySet().forEach(name -> homes.put(name, home));
        return cell;
    }

    /// Adds a jar or folder that cells may use.
    public void addPath(Path path) {
        try {
            addURL(path.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a place for classes: " + path, e);
        }
    }

    /// The loader of a cell's class; null if there is none, or none any more.
    @Nullable
    CellClasses home(String className) {
        var home = homes.get(className);
        return home == null ? null : home.get();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) return super.loadClass(name, resolve);
        var home = home(name);
        if (home == null) throw new ClassNotFoundException(name);
        return home.loadClass(name);
    }

    /// The class files of cells are resources too: the weaver reads them to compute stack maps.
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        String className = CellClasses.className(name);
        var home = home(className);
        byte[] bytes = home == null ? null : home.original(className);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }
}

package catnap.kernel.weave;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The loader of one cell's classes. It lives as long as one of them is needed, and holds what they need themselves:
/// the cells whose classes they name, and the links to the methods they call. The JVM would do so from the first use
/// on, but code may come to a name long after everybody else has forgotten it.
final class CellClasses extends ClassLoader {
    private final CellLoader session;
    private final Map<String, byte[]> original;
    private final Map<String, byte[]> waiting = new ConcurrentHashMap<>(); // any thread
    private final Set<Object> needed = ConcurrentHashMap.newKeySet(); // any thread
    private final LineMap lines;
    private volatile @Nullable Object run; // any thread; the latest of the cell

    static {
        registerAsParallelCapable();
    }

    CellClasses(CellLoader session, Map<String, byte[]> classes, LineMap lines) {
        super(session);
        this.session = session;
        this.original = Map.copyOf(classes);
        this.lines = lines;
        setDefaultAssertionStatus(true); // who writes `assert` in a cell wants to know
        var weaver = new Weaver(this, lines);
        classes.forEach((name, bytes) -> {
            var model = weaver.parse(bytes);
            boolean plain = classes.size() == 1 && Weaver.isPlain(model);
            if (plain) lines.asCompiled();
            byte[] woven = plain ? bytes : weaver.weave(model);
            waiting.put(name, woven);
            hold(CellUses.of(plain ? model : weaver.parse(woven)));
        });
    }

    private void hold(CellUses uses) {
        for (String name : uses.cells()) {
            var home = session.home(name);
            if (home != null) hold(home);
        }
        for (String key : uses.calls()) {
            var link = links().find(key);
            if (link != null) hold(link);
        }
    }

    /// Keeps something alive as long as these classes are.
    void hold(Object thing) {
        needed.add(thing);
    }

    void run(Object run) {
        this.run = run;
    }

    @Nullable
    Object run() {
        return run;
    }

    CellLinks links() {
        return session.links();
    }

    byte @Nullable [] original(String className) {
        return original.get(className);
    }

    static String className(String resource) {
        return resource.endsWith(".class")
                ? resource.substring(0, resource.length() - ".class".length()).replace('/', '.')
                : "";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!original.containsKey(name)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            byte[] bytes = waiting.remove(name);
            return bytes == null ? findLoadedClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = original(className(name));
        return bytes == null ? session.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    public String toString() {
        return lines.sourceFile();
    }
}

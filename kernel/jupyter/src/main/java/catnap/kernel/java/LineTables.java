package catnap.kernel.java;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The line tables of the cells' classes, by name: of all classes that are loaded, whose loaders hold them, and in any
/// case of the newest, because a stack trace that was read once no longer holds the classes it names.
final class LineTables {
    private static final int NEWEST = 100;

    private final Map<String, WeakReference<CellLines>> all = new HashMap<>(); // under this
    private final Deque<CellLines> newest = new ArrayDeque<>(); // under this

    synchronized void add(String className, CellLines table) {
        all.values().removeIf(each -> each.refersTo(null));
        all.put(className, new WeakReference<>(table));
        newest.addLast(table);
        if (newest.size() > NEWEST) newest.removeFirst();
    }

    synchronized Optional<CellLines> of(String className) {
        var table = all.get(className);
        return table == null ? Optional.empty() : Optional.ofNullable(table.get());
    }
}

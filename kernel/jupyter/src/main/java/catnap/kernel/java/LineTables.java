package catnap.kernel.java;

import java.lang.ref.ReferenceQueue;
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

    private static final class Entry extends WeakReference<CellLines> {
        private final String className;

        Entry(String className, CellLines table, ReferenceQueue<CellLines> unloaded) {
            super(table, unloaded);
            this.className = className;
        }
    }

    private final Map<String, Entry> all = new HashMap<>(); // under this
    private final ReferenceQueue<CellLines> unloaded = new ReferenceQueue<>();
    private final Deque<CellLines> newest = new ArrayDeque<>(); // under this

    synchronized void add(String className, CellLines table) {
        while (unloaded.poll() instanceof Entry gone) all.remove(gone.className, gone);
        all.put(className, new Entry(className, table, unloaded));
        newest.addLast(table);
        if (newest.size() > NEWEST) newest.removeFirst();
    }

    synchronized Optional<CellLines> of(String className) {
        var table = all.get(className);
        return table == null ? Optional.empty() : Optional.ofNullable(table.get());
    }
}

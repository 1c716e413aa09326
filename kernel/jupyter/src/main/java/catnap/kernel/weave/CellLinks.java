package catnap.kernel.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashMap;
import java.util.Map;

/// Links every call of a cell's method to the newest method of that name and type. Declaring a method again moves the
/// calls, also those in code that is running, in tasks and in objects made long ago: as in Python, a name is looked
/// up when it is used. The jump is a [MutableCallSite], which the JIT compiler treats as a constant.
public final class CellLinks {
    private record Key(String name, MethodType type) {}

    private final Map<Key, MutableCallSite> sites = new HashMap<>();
    private final Map<Key, Class<?>> holders = new HashMap<>();

    /// Bootstrap method of the calls in woven code.
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type)
            throws ReflectiveOperationException {
        return ((CellLoader) caller.lookupClass().getClassLoader()).links().site(name, type);
    }

    /// Makes the public static methods of a cell's class the newest of their names and types.
    public synchronized void declare(Class<?> cell) throws ReflectiveOperationException {
        for (var method : cell.getDeclaredMethods()) {
            if (method.isSynthetic() || method.getName().contains("$")) continue;
            var key = new Key(
                    method.getName(), MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
            holders.put(key, cell);
            var site = sites.get(key);
            if (site != null) site.setTarget(newest(key));
        }
        MutableCallSite.syncAll(sites.values().toArray(MutableCallSite[]::new));
    }

    private synchronized CallSite site(String name, MethodType type) throws ReflectiveOperationException {
        var key = new Key(name, type);
        var site = sites.get(key);
        if (site == null) {
            site = new MutableCallSite(newest(key));
            sites.put(key, site);
        }
        return site;
    }

    private MethodHandle newest(Key key) throws ReflectiveOperationException {
        var holder = holders.get(key);
        if (holder == null) throw new NoSuchMethodException(key.name() + key.type());
        // Varargs are plain arrays in bytecode.
        return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                .findStatic(holder, key.name(), key.type())
                .asFixedArity();
    }
}

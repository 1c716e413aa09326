package catnap.kernel.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Links every call of a cell's method to the newest method of that name and type. Declaring a method again moves the
/// calls, also those in code that is running, in tasks and in objects made long ago: as in Python, a name is looked
/// up when it is used. The jump is a [MutableCallSite], which the JIT compiler treats as a constant.
///
/// A link is held by the cells that declare its method or call it, and holds the newest body alone.
public final class CellLinks {
    private final Map<String, WeakReference<MutableCallSite>> sites = new HashMap<>();

    /// Bootstrap method of the calls in woven code.
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type)
            throws ReflectiveOperationException {
        var cell = (CellClasses) caller.lookupClass().getClassLoader();
        var site = cell.links().find(key(name, type.descriptorString()));
        if (site == null) throw new NoSuchMethodException(name + type);
        return site;
    }

    /// Makes the public static methods of a cell's class the newest of their names and types.
    public synchronized void declare(Class<?> cell) throws ReflectiveOperationException {
        sites.values().removeIf(site -> site.refersTo(null));
        var home = (CellClasses) cell.getClassLoader();
        var moved = new ArrayList<MutableCallSite>();
        for (var method : cell.getDeclaredMethods()) {
            if (method.isSynthetic() || method.getName().contains("$")) continue;
            var body = body(
                    cell, method.getName(), MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
            String key = key(method.getName(), body.type().descriptorString());
            var site = find(key);
            if (site == null) {
                site = new MutableCallSite(body);
                sites.put(key, new WeakReference<>(site));
            } else {
                site.setTarget(body);
                moved.add(site);
            }
            home.hold(site);
        }
        MutableCallSite.syncAll(moved.toArray(MutableCallSite[]::new));
    }

    /// Moves the calls of a method back from a cell that has failed to the cell that declared it before.
    public synchronized void takeBack(String name, Class<?> from, Class<?> to) throws ReflectiveOperationException {
        for (var method : to.getDeclaredMethods()) {
            if (!method.getName().equals(name)) continue;
            var type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
            var site = find(key(name, type.descriptorString()));
            if (site == null || !isIn(from, name, method.getParameterTypes())) continue;
            site.setTarget(body(to, name, type));
            MutableCallSite.syncAll(new MutableCallSite[] {site});
        }
    }

    private static boolean isIn(Class<?> cell, String name, Class<?>[] parameters) {
        try {
            var _ = cell.getDeclaredMethod(name, parameters);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static MethodHandle body(Class<?> cell, String name, MethodType type) throws ReflectiveOperationException {
        // Varargs are plain arrays in bytecode.
        return MethodHandles.privateLookupIn(cell, MethodHandles.lookup())
                .findStatic(cell, name, type)
                .asFixedArity();
    }

    /// Names of cells' classes are unique in a session, so a descriptor is as good as the types, and holds none.
    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    synchronized @Nullable MutableCallSite find(String key) {
        var site = sites.get(key);
        return site == null ? null : site.get();
    }
}

package catnap.kernel.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which packages of `java.base` hold a top-level type of some name. That it is public is not looked at.
final class JdkTypes {
    private static final Map<String, Set<String>> PACKAGES = read();

    private JdkTypes() {}

    /// The packages that a type of this name is in; `java.lang` is not told, because it needs no import.
    static Set<String> packagesOf(String simpleName) {
        return PACKAGES.getOrDefault(simpleName, Set.of());
    }

    private static Map<String, Set<String>> read() {
        var base = ModuleFinder.ofSystem().find("java.base").orElseThrow();
        var exported = base.descriptor().exports().stream()
                .filter(Predicate.not(Exports::isQualified))
                .map(Exports::source)
                .collect(Collectors.toSet());
        var packages = new HashMap<String, Set<String>>();
        try (var reader = base.open()) {
            for (String name : (Iterable<String>) reader.list()::iterator) {
                int folder = name.lastIndexOf('/');
                if (folder < 0 || !name.endsWith(".class") || name.indexOf('$') >= 0) continue;
                String where = name.substring(0, folder).replace('/', '.');
                if (!exported.contains(where) || where.equals("java.lang")) continue;
                packages.computeIfAbsent(name.substring(folder + 1, name.length() - 6), _ -> new TreeSet<>())
                        .add(where);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }
}

package catnap.kernel.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which packages of `java.base` hold a top-level type of some name. That it is public is not looked at. Any thread.
final class JdkTypes {
    private static final int MOST_KEPT = 5_000;
    private static final ModuleReference BASE =
            ModuleFinder.ofSystem().find("java.base").orElseThrow();
    private static final ModuleReader FILES = open();
    private static final Set<String> EXPORTED = BASE.descriptor().exports().stream()
            .filter(Predicate.not(Exports::isQualified))
            .map(Exports::source)
            .filter(name -> !name.equals("java.lang"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Set<String>> PACKAGES = new ConcurrentHashMap<>();

    private JdkTypes() {}

    /// The packages that a type of this name is in; `java.lang` is not told, because it needs no import. Each name is
    /// looked for by itself: to list all types of the JDK takes a young kernel longer than its first cell.
    static Set<String> packagesOf(String simpleName) {
        if (PACKAGES.size() >= MOST_KEPT) PACKAGES.clear();
        return PACKAGES.computeIfAbsent(simpleName, JdkTypes::find);
    }

    private static Set<String> find(String simpleName) {
        var found = new TreeSet<String>();
        try {
            for (String name : EXPORTED) {
                if (FILES.find(name.replace('.', '/') + "/" + simpleName + ".class")
                        .isPresent()) found.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static ModuleReader open() {
        try {
            return BASE.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package catnap.kernel.java;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which names some imports by star bring. It is found out once, when the first unit needs to know, and not by javac:
/// that would have to read all these classes for a cell that may use none of them.
final class StarImports {
    private static final String STATIC = "import static ";
    private static final String PLAIN = "import ";
    private static final String STAR = ".*;";

    private final Javac javac;
    private final List<String> lines;
    private volatile @Nullable Map<String, Set<String>> names; // any thread

    /// @param lines import declarations, each `import p.*;` or `import static p.T.*;`
    StarImports(Javac javac, List<String> lines) {
        this.javac = javac;
        this.lines = List.copyOf(lines);
    }

    static boolean isOne(String line) {
        return line.startsWith(PLAIN) && line.endsWith(STAR);
    }

    /// The imports that may bring one of these words. One that leads nowhere brings any, so that javac says so.
    Set<String> bringing(Set<String> words) {
        if (words.isEmpty()) return Set.of();
        var found = new HashSet<String>();
        names().forEach((line, brought) -> {
            if (brought.isEmpty() || !Collections.disjoint(brought, words)) found.add(line);
        });
        return found;
    }

    /// The class whose static members are imported, this name among them.
    Optional<String> owner(String member) {
        return lines.stream()
                .filter(line -> line.startsWith(STATIC)
                        && names().getOrDefault(line, Set.of()).contains(member))
                .map(line -> name(line, STATIC))
                .map(className -> className.substring(className.lastIndexOf('.') + 1))
                .findFirst();
    }

    private Map<String, Set<String>> names() {
        var known = names;
        if (known == null) names = known = read();
        return known;
    }

    private Map<String, Set<String>> read() {
        var found = new HashMap<String, Set<String>>();
        for (String line : lines) {
            found.put(line, line.startsWith(STATIC) ? members(name(line, STATIC)) : javac.typesOf(name(line, PLAIN)));
        }
        return found;
    }

    private static String name(String line, String keyword) {
        return line.substring(keyword.length(), line.length() - STAR.length());
    }

    private static Set<String> members(String className) {
        try {
            var type = Class.forName(className, false, StarImports.class.getClassLoader());
            var names = Stream.<Member>concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
                    .filter(member -> Modifier.isStatic(member.getModifiers()))
                    .map(Member::getName)
                    .collect(Collectors.toCollection(HashSet::new));
            for (Class<?> nested : type.getClasses()) names.add(nested.getSimpleName());
            return names;
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }
}

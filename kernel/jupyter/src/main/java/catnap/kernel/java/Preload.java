package catnap.kernel.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The import declarations that every unit begins with.
///
/// javac goes through all that is imported by star, before it looks at the cell and for each name it looks up: for
/// `import module java.base` alone, fifty packages. So a unit has only those declarations that its words may mean, and
/// in the module's place their packages. Where that would not be the same (a learner's own imports by star may shadow
/// the module's names) it has them all; and what does not compile is compiled again with [#whole].
final class Preload {
    private static final String MODULE = "import module java.base;";

    private final List<String> lines;
    private final StarImports stars;
    private final boolean narrows;

    private Preload(List<String> lines, StarImports stars, boolean narrows) {
        this.lines = lines;
        this.stars = stars;
        this.narrows = narrows;
    }

    /// @param javac is asked for the packages
    static Preload of(List<String> lines, Javac javac) {
        var stars = lines.stream().filter(StarImports::isOne).toList();
        return new Preload(List.copyOf(lines), new StarImports(javac, stars), true);
    }

    /// The same declarations for all units, whatever their words are.
    Preload whole() {
        return new Preload(lines, stars, false);
    }

    /// All declarations.
    String text() {
        return String.join(" ", lines);
    }

    /// The declarations for a unit with these words.
    ///
    /// @param learnersStars whether the learner imports more than single names
    String text(Set<String> words, boolean learnersStars) {
        if (!narrows || learnersStars) return text();
        return lines.stream()
                .map(line -> narrowed(line, words))
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(" "));
    }

    /// The class that a preloaded method or constant comes from.
    Optional<String> owner(String member) {
        return stars.owner(member);
    }

    private String narrowed(String line, Set<String> words) {
        if (line.equals(MODULE)) return packages(words);
        return StarImports.isOne(line) && !stars.mayBring(line, words) ? "" : line;
    }

    private static String packages(Set<String> words) {
        var packages = new TreeSet<String>();
        // Types of the JDK begin with a capital letter.
        words.stream()
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .forEach(word -> packages.addAll(JdkTypes.packagesOf(word)));
        return packages.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining(" "));
    }
}

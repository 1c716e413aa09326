package catnap.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        var needed = new ArrayList<String>();
        var bringing = stars.bringing(words);
        for (String line : lines) {
            if (line.equals(MODULE)) packages(words).forEach(name -> needed.add("import " + name + ".*;"));
            else if (!StarImports.isOne(line) || bringing.contains(line)) needed.add(line);
        }
        return String.join(" ", needed);
    }

    /// The class that a preloaded method or constant comes from.
    Optional<String> owner(String member) {
        return stars.owner(member);
    }

    private static Set<String> packages(Set<String> words) {
        var packages = new TreeSet<String>();
        for (String word : words) {
            // Types of the JDK begin with a capital letter.
            if (Character.isUpperCase(word.codePointAt(0))) packages.addAll(JdkTypes.packagesOf(word));
        }
        return packages;
    }
}

package catnap.kernel.java;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The import declarations that every unit begins with.
///
/// `import module java.base` costs a third of the compilation of a small cell: javac goes through fifty packages for
/// each
/// name it looks up. So a cell has, in its place, the packages that its words may mean. Where that would not be the
/// same (a learner's own imports by star may shadow the module's names) it has the module; and what does not
/// compile is compiled again with [#whole].
final class Preload {
    private static final String MODULE = "import module java.base;";

    private final List<String> lines;
    private final String text;
    private final boolean narrows;

    private Preload(List<String> lines, boolean narrows) {
        this.lines = lines;
        this.text = String.join(" ", lines);
        this.narrows = narrows;
    }

    static Preload of(List<String> lines) {
        return new Preload(List.copyOf(lines), true);
    }

    /// The same declarations for all units, whatever their words are.
    Preload whole() {
        return new Preload(lines, false);
    }

    /// All declarations.
    String text() {
        return text;
    }

    /// The declarations for a unit with these words.
    ///
    /// @param stars whether the learner imports more than single names
    String text(Collection<String> words, boolean stars) {
        if (!narrows || stars) return text;
        return lines.stream()
                .map(line -> line.equals(MODULE) ? packages(words) : line)
                .collect(Collectors.joining(" "));
    }

    private static String packages(Collection<String> words) {
        var packages = new TreeSet<String>();
        // Types of the JDK begin with a capital letter, and the list of them need not be read for a cell without.
        words.stream()
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .forEach(word -> packages.addAll(JdkTypes.packagesOf(word)));
        return packages.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining(" "));
    }
}

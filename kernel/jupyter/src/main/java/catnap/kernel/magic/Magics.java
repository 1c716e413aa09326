package catnap.kernel.magic;

import catnap.kernel.java.CellText;
import catnap.kernel.java.Problem;
import catnap.kernel.java.Source;
import catnap.kernel.magic.Magic.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The magics there are, and the cells that use them.
public final class Magics {
    /// A cell, taken apart.
    ///
    /// @param parts in the order in which they run
    /// @param problems what is wrong with the use of magics; then nothing is to be run
    public record Reading(List<CellPart> parts, List<Problem> problems) {}

    private final List<Magic> all;
    private final Magic inspect;

    public Magics(List<Magic> all) {
        this.all = all.stream().sorted(Comparator.comparing(Magic::name)).toList();
        this.inspect = new InspectMagic(this.all);
    }

    /// The kernel's own.
    public static Magics standard() {
        var all = new ArrayList<Magic>();
        all.addAll(List.of(
                new DoctorMagic(),
                new EnvMagic(),
                new JarsMagic(),
                new LoadMagic(),
                new MavenMagic(),
                new ResetMagic(),
                new RunMagic(),
                new TasksMagic(),
                new TimeMagic(),
                new TimelineMagic(),
                new TimeitMagic(),
                new VarsMagic()));
        all.add(new HelpMagic(all));
        return new Magics(all);
    }

    List<Magic> all() {
        return all;
    }

    Optional<Magic> named(String name) {
        return all.stream().filter(magic -> magic.name().equals(name)).findFirst();
    }

    /// Takes a cell apart: its Java, cut where magics stand, and the magics between.
    public Reading read(Source cell) {
        var parts = new ArrayList<CellPart>();
        var problems = new ArrayList<Problem>();
        String text = cell.text();
        int from = 0;
        for (FoundMagic found : MagicReader.read(text)) {
            addJava(parts, cell, from, found.start());
            from = found.form() == Form.CELL ? text.length() : found.end();
            var magic = found.isInspection() ? Optional.of(inspect) : named(found.name());
            var problem = magic.map(known -> misused(known, found, text))
                    .orElseGet(() -> Optional.of(unknown(all, found.form(), found.name())));
            if (problem.isPresent()) problems.add(problem(cell, found, problem.get()));
            else parts.add(use(magic.orElseThrow(), found, cell));
            if (found.form() == Form.CELL) problems.addAll(below(found, cell));
        }
        addJava(parts, cell, from, text.length());
        return new Reading(List.copyOf(parts), List.copyOf(problems));
    }

    private static void addJava(List<CellPart> parts, Source cell, int from, int to) {
        if (!CellText.hasCode(cell.text().substring(from, to))) return;
        parts.add(new CellPart.Java(cell.with(CellText.only(cell.text(), from, to))));
    }

    private static CellPart.Use use(Magic magic, FoundMagic found, Source cell) {
        String text = cell.text();
        String code = found.form() == Form.CELL
                ? CellText.only(text, found.end(), text.length())
                : CellText.only(text, found.codeStart(magic, text), found.end());
        var call = new Call(found.form(), found.arguments(text), cell.with(code));
        return new CellPart.Use(magic, found.written(), call);
    }

    /// A cell magic takes its cell as Java, whole: no other can stand in it.
    private static List<Problem> below(FoundMagic top, Source cell) {
        return MagicReader.read(CellText.without(cell.text(), top.start(), top.end())).stream()
                .map(found -> problem(
                        cell,
                        found,
                        found.written() + " cannot stand below " + top.written() + ": put it into a cell of its own"))
                .toList();
    }

    private static Optional<String> misused(Magic magic, FoundMagic found, String text) {
        return misplaced(magic, found, text).or(() -> withoutCode(magic, found, text));
    }

    private static Optional<String> withoutCode(Magic magic, FoundMagic found, String text) {
        if (!magic.appliesToJava()) return Optional.empty();
        if (found.form() == Form.CELL) {
            if (CellText.hasCode(
                    text.substring(found.codeStart(magic, text), found.end()).strip())) {
                return Optional.of("what " + found.written() + " applies to stands below it, not beside it");
            }
            boolean code = CellText.hasCode(text.substring(found.end()));
            return code ? Optional.empty() : Optional.of("no code stands below " + found.written());
        }
        String whole = "; %" + found.written() + ", on a cell's first line, takes the whole cell";
        String code = text.substring(found.codeStart(magic, text), found.end());
        if (!CellText.hasCode(code)) return Optional.of("no code stands behind " + found.written() + whole);
        return CellText.goesOn(code, text.substring(found.end()))
                ? Optional.of(found.written() + " takes one line, and this goes on below" + whole)
                : Optional.empty();
    }

    private static Optional<String> misplaced(Magic magic, FoundMagic found, String text) {
        if (found.form() == Form.CELL && !MagicReader.isFirst(found, text)) {
            return Optional.of(found.written() + " belongs on the cell's first line: it applies to all of the cell");
        }
        if (magic.forms().contains(found.form())) return Optional.empty();
        String other = found.form() == Form.CELL
                ? "%" + magic.name() + ", for a line"
                : "%%" + magic.name() + ", on a cell's first line";
        return Optional.of("there is no " + found.written() + ", but there is " + other);
    }

    /// What to say of a name that no magic has.
    static String unknown(List<Magic> all, Form form, String name) {
        String sign = form == Form.CELL ? "%%" : "%";
        var near = all.stream()
                .filter(magic -> magic.forms().contains(form))
                .map(Magic::name)
                .filter(known -> Spelling.near(known, name))
                .map(sign::concat)
                .toList();
        String guess = near.isEmpty() ? "" : ": did you mean " + String.join(" or ", near) + "?";
        return "there is no magic " + sign + name + (guess.isEmpty() ? ":" : guess) + " %help lists them all";
    }

    private static Problem problem(Source cell, FoundMagic found, String message) {
        return new Problem(cell, found.start(), found.start(), found.nameEnd(), "catnap.magic", message);
    }
}

package catnap.kernel.java;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the class of a cell: imports, then its variables as fields, its methods and types as members, and its
/// statements as the body of one method.
final class CellUnit {
    /// How to write the cell's last expression.
    enum Ending {
        /// As the value that the body returns.
        VALUE,
        /// As a statement, because it has no value.
        STATEMENT
    }

    private final Preload preload;
    private final Names names;
    private final Outline outline;
    private final String className;
    private final List<Member> members;
    private final Set<String> words; // of all that is written

    /// @param words of the cell
    CellUnit(Preload preload, Names names, Outline outline, Set<String> words, String className, List<Member> members) {
        this.preload = preload;
        this.names = names;
        this.outline = outline;
        this.className = className;
        this.members = members;
        this.words = members.isEmpty() ? words : new TreeSet<>(words);
        for (Member member : members) this.words.addAll(member.chunk().words());
    }

    /// The real class.
    ///
    /// @param types for each variable, the type of its field; a variable without one lives on in its old field
    UnitText write(Map<Variable, String> types, Ending ending) {
        var fresh = types.keySet().stream().map(Variable::name).collect(Collectors.toSet());
        var unit = header(fresh);
        var declared = new LinkedHashSet<String>();
        types.forEach((variable, type) -> {
            if (declared.add(variable.name())) field(unit, variable, type);
        });
        members(unit);
        unit.own("public static int " + CellNames.PROGRESS + ";");
        unit.own(body());
        int done = 0;
        for (Outline.Step step : outline.steps()) {
            switch (step) {
                case Outline.Run(var chunk) -> statement(unit, chunk);
                case Outline.Declare(var _, var variables) -> {
                    variables.forEach(v -> assignment(unit, v, types));
                    done += variables.size();
                    unit.own(CellNames.PROGRESS + " = " + done + ";");
                }
            }
        }
        outline.result().ifPresent(chunk -> result(unit, chunk, ending));
        boolean returns = outline.result().isPresent() && ending == Ending.VALUE;
        return unit.own(returns && !guarded() ? "}}" : end());
    }

    /// A class that is only looked at: its variables are locals, so that javac infers the type of each `var`.
    UnitText writeProbe() {
        var local = outline.variables().stream().map(Variable::name).collect(Collectors.toSet());
        var unit = header(local);
        members(unit);
        unit.own(body());
        for (Outline.Step step : outline.steps()) statement(unit, step.chunk());
        return unit.own(end());
    }

    private String body() {
        return "public static " + lang("Object") + " " + CellNames.BODY + "() throws " + lang("Throwable") + " {"
                + (guarded() ? "if (true) {" : "");
    }

    private String end() {
        return (guarded() ? "}" : "") + " return null; }}";
    }

    /// javac takes the end of `if (true) {…}` for reachable, whatever is in it. That of declarations is anyway.
    private boolean guarded() {
        return outline.steps().stream().anyMatch(Outline.Run.class::isInstance);
    }

    /// The name of a type of `java.lang`: the short one, which javac finds sooner, where it cannot mean another.
    private String lang(String type) {
        boolean another = words.contains(type)
                || importsByStar()
                || outline.imports().stream()
                        .anyMatch(chunk -> Names.Import.of(chunk).name().equals(type));
        return another ? "java.lang." + type : type;
    }

    private boolean importsByStar() {
        return names.importsByStar()
                || outline.imports().stream()
                        .anyMatch(chunk -> Names.Import.of(chunk).name().isEmpty());
    }

    private UnitText header(Set<String> ownVariables) {
        var keys = members.stream().map(Member::key).collect(Collectors.toSet());
        var declared =
                members.stream().filter(m -> !m.isMethod()).map(Member::name).collect(Collectors.toSet());
        var imported = outline.imports().stream()
                .map(chunk -> Names.Import.of(chunk).name())
                .collect(Collectors.toSet());
        keys.addAll(imported);
        // A method that the cell imports takes the place of all of that name.
        outline.imports().stream()
                .map(Names.Import::of)
                .filter(Names.Import::isStatic)
                .forEach(one -> keys.add(one.name() + "("));
        declared.addAll(imported);
        var unit = new UnitText().own("package " + CellNames.PACKAGE + "; ");
        names.importLines(words, keys, ownVariables).forEach(unit::own);
        names.learnerImports(words, declared).forEach(unit::own);
        unit.own(preload.text(words, importsByStar()));
        outline.imports()
                .forEach(chunk ->
                        unit.copy(outline.source(), chunk.start(), chunk.end()).own(chunk.endsWith(";") ? "" : ";"));
        return unit.own("public class " + className + " {");
    }

    private void members(UnitText unit) {
        for (Member member : members) {
            Chunk chunk = member.chunk();
            // A public type would demand public constructors of a record; cells share a package anyway.
            unit.own(member.isMethod() ? "public static " : "static ")
                    .copy(chunk.source(), chunk.masked(), chunk.start(), chunk.end());
        }
    }

    private void field(UnitText unit, Variable variable, String type) {
        unit.own("public static ");
        boolean asWritten = variable.type().filter(type::equals).isPresent() && variable.typeStart() >= 0;
        if (asWritten) {
            unit.copy(outline.source(), variable.typeStart(), variable.typeStart() + type.length());
        } else {
            unit.own(type);
        }
        unit.own(" " + variable.name() + ";");
    }

    private void statement(UnitText unit, Chunk chunk) {
        unit.copy(outline.source(), chunk.masked(), chunk.start(), chunk.end()).own(OutlineParser.terminator(chunk));
    }

    private void assignment(UnitText unit, Variable variable, Map<Variable, String> types) {
        String name = variable.name();
        if (!variable.hasValue()) {
            unit.own(name + " = " + defaultValue(variable.type().orElse("")) + ";");
            return;
        }
        unit.own(name + " = " + (variable.bareArray() ? "new " + arrayType(variable, types) : ""))
                .copy(outline.source(), variable.initStart(), variable.initEnd())
                .own(";");
    }

    private static String arrayType(Variable variable, Map<Variable, String> types) {
        return types.getOrDefault(variable, variable.type().orElse("java.lang.Object[]"));
    }

    private static String defaultValue(String type) {
        return switch (type.strip()) {
            case "byte", "short", "int", "long" -> "0";
            case "float", "double" -> "0";
            case "boolean" -> "false";
            case "char" -> "0";
            default -> "null";
        };
    }

    private void result(UnitText unit, Chunk chunk, Ending ending) {
        int end = chunk.endsWith(";") ? chunk.end() - 1 : chunk.end();
        unit.own(ending == Ending.VALUE ? "return " : "")
                .copy(outline.source(), chunk.start(), end)
                .own(";");
    }
}

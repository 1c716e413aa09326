package catnap.kernel.java;

import catnap.kernel.java.CellUnit.Ending;
import catnap.kernel.java.CompiledCell.Note;
import catnap.kernel.java.Names.Pending;
import catnap.kernel.java.UnitCompiler.Attempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Compiles the class of one cell. It decides which types the cell's variables get, which older declarations must be
/// compiled again beside it, and which new ones have to wait for names that are not there yet.
final class CellCompiler {
    /// How a cell's compilation ended.
    sealed interface Result {}

    /// A class, and what it declares.
    ///
    /// @param members the cell's own methods and types, and those compiled again
    /// @param fields the variables that got a new field, with its type as javac writes it
    /// @param replaced older methods that a new one takes the place of, though its parameters are written otherwise
    record Compiled(
            UnitText unit,
            Map<String, byte[]> classes,
            List<Member> members,
            Map<Variable, String> fields,
            List<Member> replaced,
            List<Pending> pending,
            List<Note> notes)
            implements Result {}

    /// Nothing.
    record Failed(List<Problem> problems) implements Result {}

    private static final Set<String> SAME_METHOD =
            Set.of("compiler.err.already.defined", "compiler.err.name.clash.same.erasure");
    private static final Set<String> USUALLY_VOID = Set.of("println", "print", "printf", "forEach", "run");

    private final Javac javac;
    private final Names names;
    private final Preload preload;
    private final Outline outline;
    private final Set<String> words; // of the cell
    private final UnitCompiler compiler;
    private final String className;
    private final List<Member> own;
    private final List<Member> replaced = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private Ending ending;
    private boolean endingKnown;

    CellCompiler(Javac javac, Names names, Preload preload, Outline outline, String className) {
        this.javac = javac;
        this.names = names;
        this.preload = preload;
        this.outline = outline;
        this.words = outline.words();
        this.className = className;
        this.compiler = new UnitCompiler(javac, names, new FinalVariables(outline, words, names), className);
        this.own = new ArrayList<>(outline.members().stream()
                .filter(member -> !isUnchanged(member))
                .toList());
        this.ending = guessEnding();
    }

    Result compile() {
        var written = writtenTypes();
        if (written.isPresent() && compile(fields(written.get())) instanceof Compiled compiled) return compiled;
        var inferred = VariableTypes.infer(javac, outline, className, unit(own).writeProbe());
        if (!inferred.problems().isEmpty()) return failed(inferred.problems());
        Result plain = compile(fields(inferred.plain()));
        if (plain instanceof Compiled || inferred.plain().equals(inferred.wild())) return plain;
        return compile(fields(inferred.wild())) instanceof Compiled wild ? wild : plain;
    }

    /// The types of all `var`s, if the cell says them itself. A variable that is there already keeps its field if it
    /// keeps its type, and only javac can compare types.
    private Optional<Map<Variable, String>> writtenTypes() {
        var types = new LinkedHashMap<Variable, String>();
        for (Variable variable : outline.variables()) {
            if (!variable.isInferred()) continue;
            var type = WrittenType.of(variable);
            if (type.isEmpty() || names.variable(variable.name()).isPresent()) return Optional.empty();
            types.put(variable, type.get());
        }
        return Optional.of(types);
    }

    /// A type declared again word for word stays the type it is: the objects that variables hold still fit.
    private boolean isUnchanged(Member member) {
        if (member.isMethod() || member.stateful()) return false;
        var changing = outline.members().stream().map(Member::name).toList();
        return names.member(member)
                .filter(live -> live.member().headerText().equals(member.headerText()))
                .filter(live -> member.chunk().words().stream()
                        .noneMatch(word -> !word.equals(member.name()) && changing.contains(word)))
                .isPresent();
    }

    private Ending guessEnding() {
        var words = outline.result().map(Chunk::tokens).orElse(List.of());
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i + 1).is("(")) {
                return USUALLY_VOID.contains(words.get(i).text()) ? Ending.STATEMENT : Ending.VALUE;
            }
        }
        return Ending.VALUE;
    }

    /// The types of the fields to declare. A variable declared again with its old type keeps its field, so that what
    /// was compiled against it goes on seeing it.
    private Map<Variable, String> fields(Map<Variable, String> inferred) {
        var fields = new LinkedHashMap<Variable, String>();
        for (Variable variable : outline.variables()) {
            String type = variable.type().orElseGet(() -> inferred.getOrDefault(variable, "java.lang.Object"));
            if (names.variable(variable.name())
                    .filter(live -> fits(live, variable, type))
                    .isEmpty()) {
                fields.put(variable, type);
            }
        }
        return fields;
    }

    private boolean fits(Names.LiveVariable live, Variable variable, String type) {
        if (variable.isInferred() || live.variable().isInferred())
            return live.type().equals(type);
        if (!live.variable().type().equals(variable.type())) return false;
        var redeclared = own.stream().map(Member::name).toList();
        for (Token token : Lexer.lex(type).tokens()) {
            if (redeclared.contains(token.text())) return false;
            var owner = names.typeOwner(token.text());
            if (owner.isPresent() && !live.type().contains(owner.get() + "." + token.text())) return false;
        }
        return true;
    }

    private Result compile(Map<Variable, String> fields) {
        var retyped = fields.keySet().stream()
                .flatMap(variable -> names.variable(variable.name()).stream())
                .toList();
        var mine = new ArrayList<>(own);
        var again = new ArrayList<>(Changes.of(outline, outline.variables(), mine, retyped, names));
        replaced.clear();
        pending.clear();
        notes.clear();
        List<Problem> first = List.of();
        while (true) {
            var members = Stream.concat(mine.stream(), again.stream()).toList();
            UnitText unit = unit(members).write(fields, ending);
            Attempt attempt = compiler.compile(unit, !endingKnown && ending == Ending.STATEMENT);
            if (attempt.hasValue()) {
                end(Ending.VALUE);
            } else if (!attempt.failed()) {
                return compiled(unit, attempt, members, fields);
            } else if (!endingKnown && isVoid(attempt.problems())) {
                end(Ending.STATEMENT);
            } else {
                if (first.isEmpty()) first = attempt.problems();
                if (!leaveOut(attempt.problems(), mine, again)) return failed(first);
            }
        }
    }

    private void end(Ending known) {
        ending = known;
        endingKnown = true;
    }

    private CellUnit unit(List<Member> members) {
        return new CellUnit(preload, names, outline, words, className, members);
    }

    private boolean isVoid(List<Problem> problems) {
        var result = outline.result();
        return ending == Ending.VALUE
                && result.isPresent()
                && problems.stream()
                        .anyMatch(p -> p.source().equals(outline.source())
                                && result.get().start() <= p.position()
                                && p.position() <= result.get().end()
                                && p.message().contains("void"));
    }

    /// Takes the faulty declarations out, if the cell can do without them.
    private boolean leaveOut(List<Problem> problems, List<Member> mine, List<Member> again) {
        var stale =
                again.stream().filter(m -> !problemsIn(m, problems).isEmpty()).toList();
        for (Member member : stale) {
            again.remove(member);
            var here = problemsIn(member, problems);
            if (here.stream().map(Problem::code).allMatch(SAME_METHOD::contains)) replaced.add(member);
            else if (isPending(member)) stillPending(member, here);
            else notes.add(unfit(member, here));
        }
        if (!stale.isEmpty()) return true;
        var waiting =
                mine.stream().filter(m -> !problemsIn(m, problems).isEmpty()).toList();
        long counted =
                waiting.stream().mapToLong(m -> problemsIn(m, problems).size()).sum();
        if (waiting.isEmpty() || counted < problems.size() || !problems.stream().allMatch(Unresolved::isName))
            return false;
        for (Member member : waiting) {
            mine.remove(member);
            var late = pending(member, problemsIn(member, problems));
            pending.add(late);
            notes.add(new Note(late.headline(), late.problems()));
        }
        return true;
    }

    private static Pending pending(Member member, List<Problem> problems) {
        var missing = new LinkedHashSet<String>();
        if (problems.stream().allMatch(Unresolved::isName)) {
            problems.forEach(problem -> missing.add(Unresolved.name(problem)));
        }
        return new Pending(member, missing, problems);
    }

    private boolean isPending(Member member) {
        return names.pending().stream().anyMatch(late -> late.member().equals(member));
    }

    /// What it waits for has been told already; that it does not fit what has come has not.
    private void stillPending(Member member, List<Problem> problems) {
        var late = pending(member, problems);
        pending.add(late);
        if (late.missing().isEmpty())
            notes.add(new Note(
                    member.display() + " of " + member.source().label()
                            + " cannot be used: it does not fit what this cell declares",
                    problems));
    }

    private static Note unfit(Member member, List<Problem> problems) {
        String headline = member.display() + " of " + member.source().label()
                + " does not fit what this cell changes; it goes on using what it was compiled with";
        return new Note(headline, problems);
    }

    private static List<Problem> problemsIn(Member member, List<Problem> problems) {
        return problems.stream()
                .filter(p -> p.source().equals(member.source())
                        && member.chunk().start() <= p.position()
                        && p.position() <= member.chunk().end())
                .toList();
    }

    private Failed failed(List<Problem> problems) {
        var known = problems.stream().map(this::explained).distinct();
        var all = known.sorted(Comparator.comparingInt(Problem::position)).toList();
        var here = all.stream().filter(p -> p.source().equals(outline.source())).toList();
        return new Failed(here.isEmpty() ? all : here);
    }

    private Problem explained(Problem problem) {
        return new Confusion(names, own, preload).explain(problem);
    }

    private Compiled compiled(UnitText unit, Attempt attempt, List<Member> members, Map<Variable, String> fields) {
        var types = new LinkedHashMap<Variable, String>();
        fields.forEach((variable, type) -> types.put(variable, attempt.fields().getOrDefault(variable.name(), type)));
        return new Compiled(
                unit,
                attempt.classes(),
                members,
                types,
                List.copyOf(replaced),
                List.copyOf(pending),
                List.copyOf(notes));
    }
}

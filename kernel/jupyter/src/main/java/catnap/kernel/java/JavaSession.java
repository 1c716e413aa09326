package catnap.kernel.java;

import catnap.kernel.java.Names.LiveMember;
import catnap.kernel.java.Names.LiveVariable;
import catnap.kernel.weave.CellLoader;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Java of one learner: cells go in one after another, and the names they declare live on.
///
/// One cell is compiled at a time; a compiled cell may run on any thread. The rest may be called from anywhere.
public final class JavaSession {
    private final Javac javac;
    private final Names names = new Names();
    private final CellLoader loader;
    private final Preload preload;
    private final Completer completer;
    private final Inspector inspector;
    private final LineTables lines = new LineTables();
    private int highest; // under this
    private int again = 1; // under this

    /// @param preload import declarations that every cell begins with
    /// @param classPath where javac finds the classes that cells use
    public JavaSession(List<String> preload, String classPath) {
        this.javac = new Javac(classPath);
        this.preload = Preload.of(preload, javac);
        this.loader = new CellLoader(JavaSession.class.getClassLoader());
        var sources = new Sources(loader);
        this.completer = new Completer(javac, names, this.preload, sources);
        this.inspector = new Inspector(javac, names, this.preload, new SourceDocs(javac, sources));
    }

    /// Compiles a cell and makes its names known. On any error nothing changes.
    public Compilation compile(int number, String text) {
        return compile(new Source(number, text));
    }

    /// Compiles a cell, or a part of one that keeps its lines and columns.
    public synchronized Compilation compile(Source source) {
        String className = className(source.number());
        var guess = OutlineGuess.of(source);
        if (guess.isPresent()
                && compiler(guess.get(), className, preload).compile() instanceof CellCompiler.Compiled compiled) {
            return new Compilation.Ready(load(guess.get(), className, compiled));
        }
        var parsed = OutlineParser.parse(javac, source);
        if (parsed.outline().isEmpty()) return new Compilation.Rejected(source, parsed.problems());
        Outline outline = parsed.outline().get();
        return switch (compile(outline, className)) {
            case CellCompiler.Failed(var problems) -> new Compilation.Rejected(source, problems);
            case CellCompiler.Compiled compiled -> new Compilation.Ready(load(outline, className, compiled));
        };
    }

    private CellCompiler compiler(Outline outline, String className, Preload imports) {
        return new CellCompiler(javac, names, imports, outline, className);
    }

    private CellCompiler.Result compile(Outline outline, String className) {
        var result = compiler(outline, className, preload).compile();
        return result instanceof CellCompiler.Failed
                ? compiler(outline, className, preload.whole()).compile()
                : result;
    }

    /// Takes back the variables that a failed cell never came to: their names mean again what they meant, or nothing,
    /// also in what was declared before.
    public void abandon(CompiledCell cell) {
        cell.unreached().forEach(names::takeBack);
        for (Recompiled late : cell.premature()) {
            if (names.takeBack(late)) late.live().ifPresent(before -> relink(late, before));
        }
    }

    private void relink(Recompiled late, LiveMember before) {
        if (!late.member().isMethod()) return;
        try {
            loader.links().takeBack(late.member().name(), late.holder(), before.holder());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compiles a cell for exercise: nothing of it stays but warm code.
    public void rehearse(String text) {
        var source = new Source(0, text);
        var outline = OutlineGuess.of(source)
                .or(() -> OutlineParser.parse(javac, source).outline());
        if (outline.isEmpty()) return;
        if (new CellCompiler(javac, new Names(), preload, outline.get(), "Cell0").compile()
                instanceof CellCompiler.Compiled compiled) {
            var scratch = new CellLoader(JavaSession.class.getClassLoader());
            scratch.declare(compiled.classes(), new CellLines(source, compiled.unit()));
        }
    }

    /// What is wrong with the syntax of a cell; nothing is compiled, and no name changes. Any thread.
    public List<Problem> syntaxProblems(Source source) {
        return OutlineParser.parse(javac, source).problems();
    }

    /// The learner's variables, in the order in which they were declared. To be called where cells run.
    public List<HeldVariable> variables() {
        return names.variables().stream()
                .map(live ->
                        new HeldVariable(live.variable().name(), Diagnostics.withoutPackages(live.type()), value(live)))
                .toList();
    }

    /// Lets later cells, completion and inspection find what is in these jars and folders.
    public synchronized void addToClassPath(List<Path> entries) {
        javac.addToClassPath(entries);
        entries.forEach(loader::addPath);
        completer.forget();
    }

    /// Forgets all that cells have declared and imported; what the variables held can be collected. The class
    /// path stays.
    public synchronized void reset() {
        names.variables().forEach(this::drop);
        names.clear();
    }

    private void drop(LiveVariable variable) {
        try {
            var field = field(variable);
            if (!field.getType().isPrimitive()) field.set(null, null);
        } catch (ReflectiveOperationException e) {
            // Then it holds nothing either.
        }
    }

    /// Lets the cells' loader meet classes before a cell does. Compiled code that meets one for the first time is
    /// thrown away, once for each task that is suspended in it: a first `gather` of many takes twice the time.
    public void meet(List<String> classes) throws ClassNotFoundException {
        for (String name : classes) Class.forName(name, false, loader);
    }

    /// Whether one of the learner's variables holds this very object, itself or in a collection.
    public boolean holds(Object object) {
        return names.variables().stream().anyMatch(variable -> contains(value(variable), object));
    }

    private @Nullable Object value(LiveVariable variable) {
        try {
            return field(variable).get(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private Field field(LiveVariable variable) throws ReflectiveOperationException {
        return variable.holder().getField(variable.variable().name());
    }

    @SuppressWarnings("ReferenceEquality") // this very object is meant
    private static boolean contains(@Nullable Object value, Object object) {
        return switch (value) {
            case null -> false;
            case Collection<?> many -> many.stream().anyMatch(each -> each == object);
            case Map<?, ?> map -> map.values().stream().anyMatch(each -> each == object);
            case Object[] array -> Arrays.stream(array).anyMatch(each -> each == object);
            default -> value == object;
        };
    }

    /// A text without the names of the classes that cells are wrapped in.
    public static String readable(String text) {
        return CellNames.strip(text);
    }

    /// The cell and line of a frame, if it is the learner's.
    public Optional<CodePlace> place(StackTraceElement frame) {
        String name = frame.getClassName();
        if (!CellNames.isCellClass(name)) return Optional.empty();
        int nested = name.indexOf('$');
        return lines.of(nested < 0 ? name : name.substring(0, nested))
                .flatMap(table -> table.place(frame.getLineNumber()));
    }

    /// What could stand at the cursor. Any thread, also while a cell runs.
    public Completion complete(String text, int cursor) {
        return completer.complete(text, cursor);
    }

    /// What there is to say about the name at the cursor. Any thread, also while a cell runs.
    public Optional<Inspection> inspect(String text, int cursor) {
        return inspector.inspect(text, cursor);
    }

    /// Whether a text is a whole cell. Any thread.
    public Readiness readiness(String text) {
        return Readiness.of(javac, text);
    }

    /// The loader of all cells, for code that runs on their behalf.
    public ClassLoader loader() {
        return loader;
    }

    /// A name that no class of this session has had: links, lines and descriptors tell classes apart by it.
    private String className(int number) {
        if (number <= highest) return "Cell" + number + "_" + ++again;
        highest = number;
        return "Cell" + number;
    }

    private CompiledCell load(Outline outline, String className, CellCompiler.Compiled compiled) {
        String fullName = CellNames.PACKAGE + "." + className;
        var table = new CellLines(outline.source(), compiled.unit());
        lines.add(fullName, table);
        ClassLoader home = loader.declare(compiled.classes(), table);
        try {
            Class<?> type = home.loadClass(fullName);
            if (!compiled.members().isEmpty()) loader.links().declare(type);
            javac.publish(home, compiled.classes());
            var recompiled = Recompiled.of(outline, compiled, type, names);
            return new CompiledCell(
                    outline, type, table, compiled.notes(), declare(outline, type, compiled), recompiled);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot load " + outline.source().label(), e);
        }
    }

    private Map<LiveVariable, Optional<LiveVariable>> declare(
            Outline outline, Class<?> holder, CellCompiler.Compiled compiled) {
        outline.imports().forEach(chunk -> names.add(Names.Import.of(chunk)));
        compiled.replaced().forEach(names::remove);
        for (Member member : compiled.members()) {
            names.add(new LiveMember(member, holder, uses(member, holder.getSimpleName(), compiled.classes())));
        }
        compiled.pending().forEach(names::add);
        var variables = new LinkedHashMap<LiveVariable, Optional<LiveVariable>>();
        compiled.fields().forEach((variable, type) -> {
            var live = new LiveVariable(variable, holder, type);
            variables.put(live, names.variable(variable.name()));
            names.add(live);
        });
        return variables;
    }

    private static Set<String> uses(Member member, String className, Map<String, byte[]> classes) {
        if (member.isMethod()) return Set.of();
        String type = CellNames.PACKAGE + "." + className + "$" + member.name();
        var uses = new HashSet<String>();
        classes.forEach((name, bytes) -> {
            if (name.equals(type) || name.startsWith(type + "$")) uses.addAll(ClassUses.of(bytes));
        });
        uses.remove(className + "$" + member.name());
        return uses;
    }
}

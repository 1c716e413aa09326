package catnap.kernel.java;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The names a cell can use: what earlier cells declared last under each name, and what they imported.
/// Touched by the compiling thread; [#snapshot] may be called by any.
final class Names {
    /// A declared variable and the class whose static field it is. To know a name is to hold its class; a class whose
    /// names are all declared anew is held by its objects and by code that uses it, or unloaded.
    ///
    /// @param type its full type, as javac writes it
    record LiveVariable(Variable variable, Class<?> holder, String type) {
        @Override
        public int hashCode() {
            return variable.hashCode();
        }

        String owner() {
            return holder.getSimpleName();
        }

        String id() {
            return owner() + "." + variable.name();
        }
    }

    /// A declared method or type and the class that holds it.
    ///
    /// @param uses the ids of the cells' things that its class files name
    record LiveMember(Member member, Class<?> holder, Set<String> uses) {
        String owner() {
            return holder.getSimpleName();
        }

        String id() {
            return owner() + (member.isMethod() ? "." : "$") + member.name();
        }
    }

    /// A declaration that names something not yet there, kept until it is.
    ///
    /// @param missing the names it waits for; none if they are there now, and it does not fit them
    record Pending(Member member, Set<String> missing, List<Problem> problems) {
        String headline() {
            if (missing.isEmpty())
                return member.display() + " cannot be used: "
                        + problems.getFirst().headline();
            return member.display() + " cannot be used yet: " + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " not defined";
        }

        /// The headline with the place, for those who use it elsewhere.
        String description() {
            return headline() + " (" + member.source().label() + ", line "
                    + problems.getFirst().line() + ")";
        }

        /// Whether it is to be compiled once more when these names have been declared.
        boolean needs(Set<String> declared) {
            var names = missing.isEmpty() ? member.chunk().words() : missing;
            return names.stream().anyMatch(declared::contains);
        }
    }

    /// An import of an earlier cell.
    ///
    /// @param name the simple name it brings; empty for `*` and modules
    record Import(String text, String name) {
        boolean isStatic() {
            return text.startsWith("import static ");
        }

        static Import of(Chunk chunk) {
            var words = chunk.tokens().stream()
                    .filter(t -> !t.is(";"))
                    .map(Token::text)
                    .toList();
            String text = chunk.text().endsWith(";") ? chunk.text() : chunk.text() + ";";
            boolean many = words.getLast().equals("*")
                    || (words.size() > 1 && words.get(1).equals("module"));
            return new Import(text.replaceAll("\\s+", " "), many ? "" : words.getLast());
        }
    }

    private final Map<String, LiveVariable> variables = new LinkedHashMap<>();
    private final Map<String, LiveMember> methods = new LinkedHashMap<>();
    private final Map<String, LiveMember> types = new LinkedHashMap<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, Import> imports = new LinkedHashMap<>();

    synchronized Optional<LiveVariable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    synchronized Optional<LiveMember> member(Member like) {
        return Optional.ofNullable((like.isMethod() ? methods : types).get(like.key()));
    }

    synchronized List<LiveMember> members() {
        return Stream.concat(methods.values().stream(), types.values().stream()).toList();
    }

    synchronized List<LiveMember> methodsNamed(String name) {
        return methods.values().stream()
                .filter(m -> m.member().name().equals(name))
                .toList();
    }

    /// The class that holds the type now known under this name.
    synchronized Optional<String> typeOwner(String name) {
        return Optional.ofNullable(types.get(name)).map(LiveMember::owner);
    }

    synchronized List<LiveVariable> variables() {
        return List.copyOf(variables.values());
    }

    synchronized List<Pending> pending() {
        return List.copyOf(pending.values());
    }

    synchronized List<Import> imports() {
        return List.copyOf(imports.values());
    }

    synchronized void add(LiveVariable variable) {
        variables.put(variable.variable().name(), variable);
    }

    synchronized void add(LiveMember live) {
        Member member = live.member();
        (member.isMethod() ? methods : types).put(member.key(), live);
        pending.remove(member.key());
        if (importOf(member.name())
                .filter(known -> known.isStatic() == member.isMethod())
                .isPresent()) imports.remove(member.name());
    }

    synchronized void add(Pending waiting) {
        Member member = waiting.member();
        (member.isMethod() ? methods : types).remove(member.key());
        pending.put(member.key(), waiting);
    }

    synchronized void add(Import imported) {
        types.remove(imported.name());
        if (imported.isStatic())
            methods.values().removeIf(method -> method.member().name().equals(imported.name()));
        imports.put(imported.name().isEmpty() ? imported.text() : imported.name(), imported);
    }

    private Optional<Import> importOf(String name) {
        return Optional.ofNullable(imports.get(name));
    }

    /// Whether an earlier cell imports all of a package, a class or a module.
    synchronized boolean importsByStar() {
        return imports.values().stream().anyMatch(imported -> imported.name().isEmpty());
    }

    /// Takes a variable away again, if it is still this one: its cell ended before it had a value.
    ///
    /// @param before the one whose name it took
    synchronized void takeBack(LiveVariable variable, Optional<LiveVariable> before) {
        if (variables.remove(variable.variable().name(), variable)) before.ifPresent(this::add);
    }

    /// Makes a declaration again what it was, if it is still the one that a failed cell has made of it.
    synchronized boolean takeBack(Recompiled late) {
        Member member = late.member();
        var home = member.isMethod() ? methods : types;
        var now = home.get(member.key());
        if (now == null || now.holder() != late.holder()) return false;
        late.live().ifPresent(before -> home.put(member.key(), before));
        late.waiting().ifPresent(this::add);
        return true;
    }

    /// Takes a method away for good: another one has its place.
    synchronized void remove(Member method) {
        methods.remove(method.key());
    }

    synchronized void clear() {
        variables.clear();
        methods.clear();
        types.clear();
        pending.clear();
        imports.clear();
    }

    /// The import lines that let a unit use the live names among these words, except those it declares itself.
    synchronized List<String> importLines(Set<String> words, Set<String> except, Set<String> exceptVariables) {
        var lines = new LinkedHashSet<String>();
        for (String word : words) {
            var type = types.get(word);
            if (type != null && !except.contains(word)) lines.add(line("import ", type.owner(), word));
            var variable = variables.get(word);
            if (variable != null && !exceptVariables.contains(word)) {
                lines.add(line("import static ", variable.owner(), word));
            }
        }
        for (LiveMember method : methods.values()) {
            String name = method.member().name();
            if (words.contains(name) && !except.contains(method.member().key()) && !except.contains(name + "(")) {
                lines.add(line("import static ", method.owner(), name));
            }
        }
        return List.copyOf(lines);
    }

    /// The imports of earlier cells that matter for these words.
    synchronized List<String> learnerImports(Set<String> words, Set<String> declared) {
        var lines = new ArrayList<String>();
        for (Import imported : imports.values()) {
            String name = imported.name();
            if (name.isEmpty() || (words.contains(name) && !declared.contains(name))) lines.add(imported.text());
        }
        return lines;
    }

    private static String line(String keyword, String owner, String name) {
        return keyword + CellNames.PACKAGE + "." + owner + "." + name + ";";
    }

    /// What the editor offers for a name being typed.
    synchronized List<Known> snapshot() {
        var known = new ArrayList<Known>();
        variables
                .values()
                .forEach(v -> known.add(
                        new Known(v.variable().name(), "variable", Diagnostics.withoutPackages(v.type()), v.owner())));
        methods.values()
                .forEach(m -> known.add(
                        new Known(m.member().name(), "method", m.member().heading(), m.owner())));
        types.values()
                .forEach(t -> known.add(
                        new Known(t.member().name(), "class", t.member().heading(), t.owner())));
        return known;
    }

    /// A name that a cell can use.
    record Known(String name, String kind, String signature, String owner) {
        Known {
            Objects.requireNonNull(owner);
        }
    }
}

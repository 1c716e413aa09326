package catnap.kernel.java;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Reads the syntax of a cell with javac's own parser, by dressing its chunks as members and statements of a class.
final class OutlineParser {
    /// A cell's outline, or what is wrong with its syntax.
    record Parsed(Optional<Outline> outline, List<Problem> problems) {
        static Parsed failed(List<Problem> problems) {
            return new Parsed(Optional.empty(), problems);
        }
    }

    private static final String NO_STATEMENT = "compiler.err.not.stmt";
    private static final String PARTS = "Parts";
    private static final String LAST_AS_STATEMENT = "LastAsStatement";
    private static final String LAST_AS_EXPRESSION = "LastAsExpression";

    private final Source source;
    private final List<Chunk> chunks;
    private final Optional<Chunk> last;
    private final Map<String, UnitText> units = new LinkedHashMap<>();

    private OutlineParser(Source source, List<Chunk> chunks) {
        this.source = source;
        this.chunks = chunks;
        this.last = chunks.isEmpty() || chunks.getLast().kind() != Chunk.Kind.STATEMENT
                ? Optional.empty()
                : Optional.of(chunks.getLast());
    }

    static Parsed parse(Javac javac, Source source) {
        var split = Splitter.split(source);
        if (split.problem().isPresent()) {
            var p = split.problem().get();
            return Parsed.failed(
                    List.of(new Problem(source, p.start(), p.start(), p.end(), "catnap.unbalanced", p.message())));
        }
        if (split.chunks().isEmpty()) {
            return new Parsed(
                    Optional.of(new Outline(source, List.of(), List.of(), List.of(), Optional.empty())), List.of());
        }
        return split.chunks().stream()
                .filter(Splitter::isModifiersAlone)
                .findFirst()
                .map(OutlineParser::nothingDeclared)
                .orElseGet(() -> new OutlineParser(source, split.chunks()).parse(javac));
    }

    private static Parsed nothingDeclared(Chunk chunk) {
        int end = chunk.end();
        return Parsed.failed(
                List.of(new Problem(chunk.source(), end, end, end, "compiler.err.expected", "<identifier> expected")));
    }

    private Parsed parse(Javac javac) {
        if (chunks.stream().anyMatch(chunk -> !isLast(chunk))) units.put(PARTS, parts());
        if (last.isEmpty()) return run(javac);
        if (StatementForm.mayBeExpression(last.get())) units.put(LAST_AS_EXPRESSION, expression(last.get()));
        if (units.containsKey(LAST_AS_EXPRESSION) && !StatementForm.isRatherStatement(last.get())) {
            var parsed = run(javac);
            if (parsed.outline().isPresent()) return parsed;
        }
        units.put(LAST_AS_STATEMENT, statement(last.get()));
        return run(javac);
    }

    private Parsed run(Javac javac) {
        var texts = new LinkedHashMap<String, String>();
        units.forEach((name, unit) -> texts.put(name, unit.text()));
        return javac.run(texts, this::read);
    }

    private UnitText parts() {
        var unit = new UnitText();
        for (Chunk chunk : chunks) {
            if (chunk.kind() == Chunk.Kind.IMPORT) unit.copy(source, chunk.start(), chunk.end());
        }
        unit.own("class Parts {");
        for (Chunk chunk : chunks) {
            if (isMember(chunk)) unit.copy(source, chunk.masked(), chunk.start(), chunk.end());
        }
        unit.own("void " + CellNames.BODY + "() {");
        for (Chunk chunk : chunks) {
            if (isEarlyStatement(chunk)) unit.copy(source, chunk.masked(), chunk.start(), chunk.end());
        }
        return unit.own("}}");
    }

    private UnitText statement(Chunk chunk) {
        return new UnitText()
                .own("class S { void " + CellNames.BODY + "() {")
                .copy(source, chunk.masked(), chunk.start(), chunk.end())
                .own(terminator(chunk) + "}}");
    }

    private UnitText expression(Chunk chunk) {
        int end = chunk.endsWith(";") ? chunk.end() - 1 : chunk.end();
        return new UnitText()
                .own("class E { Object e() { return (")
                .copy(source, chunk.start(), Math.max(end, chunk.start()))
                .own("); }}");
    }

    static String terminator(Chunk chunk) {
        return chunk.endsWith(";") || (chunk.endsWith("}") && !StatementForm.isDeclaration(chunk)) ? "" : ";";
    }

    private static boolean isMember(Chunk chunk) {
        return chunk.kind() == Chunk.Kind.METHOD || chunk.kind() == Chunk.Kind.TYPE;
    }

    private boolean isEarlyStatement(Chunk chunk) {
        return chunk.kind() == Chunk.Kind.STATEMENT && !isLast(chunk);
    }

    private boolean isLast(Chunk chunk) {
        // Not by equals: a record's is linked at run time, which takes a young kernel some milliseconds.
        return last.isPresent() && chunk.start() == last.get().start();
    }

    private Parsed read(Javac.Run run) {
        var trees = new LinkedHashMap<String, CompilationUnitTree>();
        var names = units.keySet().iterator();
        for (CompilationUnitTree tree : run.parse()) trees.put(names.next(), tree);
        var problems = problemsOf(PARTS, run);
        boolean expression = last.isPresent() && isResult(last.get(), run);
        boolean statement = last.isPresent() && !expression;
        if (statement) problems.addAll(problemsOf(LAST_AS_STATEMENT, run));
        boolean open = statement && !units.containsKey(LAST_AS_STATEMENT);
        if (open || !problems.isEmpty()) return Parsed.failed(problems);
        return new Parsed(Optional.of(new Reader(run, trees).outline(expression)), List.of());
    }

    /// The last statement is the cell's result if it is an expression and not rather a statement.
    private boolean isResult(Chunk chunk, Javac.Run run) {
        boolean expression = units.containsKey(LAST_AS_EXPRESSION)
                && errorsOf(LAST_AS_EXPRESSION, run).findAny().isEmpty();
        boolean statement = units.containsKey(LAST_AS_STATEMENT)
                && errorsOf(LAST_AS_STATEMENT, run).findAny().isEmpty();
        return expression && !(statement && StatementForm.isRatherStatement(chunk));
    }

    private static Stream<Diagnostic<? extends JavaFileObject>> errorsOf(String unit, Javac.Run run) {
        return run.errors().stream()
                .filter(error -> error.getSource() != null
                        && error.getSource().toUri().getPath().equals("/" + unit + ".java"));
    }

    private List<Problem> problemsOf(String unit, Javac.Run run) {
        var text = units.getOrDefault(unit, new UnitText());
        var problems = errorsOf(unit, run)
                .flatMap(error -> Diagnostics.problem(error, text).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        // What javac takes for the next statement, after one that it could not read, is rarely one; and it says the
        // same
        // of each token that it passes over.
        boolean lost = problems.stream().anyMatch(problem -> !problem.code().equals(NO_STATEMENT));
        if (lost)
            problems.subList(1, problems.size())
                    .removeIf(problem -> problem.code().equals(NO_STATEMENT));
        var told = new HashSet<String>();
        problems.removeIf(problem -> !told.add(problem.line() + problem.message()));
        return problems;
    }

    /// Turns the trees into an outline, while javac's task is alive.
    private final class Reader {
        private final Map<String, CompilationUnitTree> trees;
        private final SourcePositions positions;

        Reader(Javac.Run run, Map<String, CompilationUnitTree> trees) {
            this.trees = trees;
            this.positions = run.trees().getSourcePositions();
        }

        Outline outline(boolean expression) {
            var members = new ArrayList<Member>();
            var steps = new ArrayList<Outline.Step>();
            List<? extends Tree> parts =
                    units.containsKey(PARTS) ? onlyClass(PARTS).getMembers() : List.of();
            for (Tree tree : parts) {
                if (tree instanceof MethodTree body && body.getName().contentEquals(CellNames.BODY)) {
                    steps.addAll(steps(PARTS, body));
                } else {
                    member(tree).ifPresent(members::add);
                }
            }
            if (last.isPresent() && !expression) {
                steps.addAll(steps(LAST_AS_STATEMENT, (MethodTree)
                        onlyClass(LAST_AS_STATEMENT).getMembers().getFirst()));
            }
            return new Outline(
                    source,
                    chunks.stream().filter(c -> c.kind() == Chunk.Kind.IMPORT).toList(),
                    List.copyOf(members),
                    List.copyOf(steps),
                    expression ? last : Optional.empty());
        }

        private CompilationUnitTree tree(String unit) {
            return Objects.requireNonNull(trees.get(unit));
        }

        private ClassTree onlyClass(String unit) {
            return (ClassTree) tree(unit).getTypeDecls().getFirst();
        }

        private Optional<Member> member(Tree tree) {
            long start = positions.getStartPosition(tree(PARTS), tree);
            var place = Objects.requireNonNull(units.get(PARTS)).place(start).orElseThrow();
            var chunk = chunks.stream()
                    .filter(c -> isMember(c) && c.start() <= place.offset() && place.offset() < c.end())
                    .findFirst();
            return chunk.flatMap(c -> switch (tree) {
                case MethodTree method -> Optional.of(method(c, method));
                case ClassTree type -> Optional.of(type(c, type));
                default -> Optional.empty();
            });
        }

        private Member method(Chunk chunk, MethodTree tree) {
            String parameters = tree.getParameters().stream()
                    .map(p -> String.valueOf(p.getType()).replaceAll("<.*>|\\s", ""))
                    .collect(Collectors.joining(","));
            String name = tree.getName().toString();
            String header = headerText(chunk);
            return new Member(chunk, name, name + "(" + parameters + ")", header, words(header), false);
        }

        private Member type(Chunk chunk, ClassTree tree) {
            boolean stateful = tree.getMembers().stream().anyMatch(this::isStaticState);
            String name = tree.getSimpleName().toString();
            return new Member(chunk, name, name, chunk.text(), chunk.words(), stateful);
        }

        private boolean isStaticState(Tree member) {
            return switch (member) {
                case VariableTree field ->
                    field.getModifiers().getFlags().contains(Modifier.STATIC)
                            && !field.getModifiers().getFlags().contains(Modifier.FINAL);
                case ClassTree nested -> nested.getMembers().stream().anyMatch(this::isStaticState);
                default -> false;
            };
        }

        private String headerText(Chunk chunk) {
            var body = chunk.tokens().stream().filter(t -> t.is("{")).findFirst();
            return source.text()
                    .substring(chunk.start(), body.map(Token::start).orElse(chunk.end()))
                    .strip();
        }

        private Set<String> words(String text) {
            return Lexer.lex(text).tokens().stream()
                    .filter(Token::isWord)
                    .map(Token::text)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private List<Outline.Step> steps(String unit, MethodTree body) {
            var steps = new ArrayList<Outline.Step>();
            Map<Chunk, List<Variable>> declared = new LinkedHashMap<>();
            for (StatementTree statement : body.getBody().getStatements()) {
                Chunk chunk = chunkOf(unit, statement);
                if (statement instanceof VariableTree variable
                        && !variable.getName().isEmpty()) {
                    declared.computeIfAbsent(chunk, c -> {
                                var list = new ArrayList<Variable>();
                                steps.add(new Outline.Declare(c, list));
                                return list;
                            })
                            .add(variable(unit, chunk, variable));
                } else if (steps.isEmpty() || !steps.getLast().chunk().equals(chunk)) {
                    steps.add(new Outline.Run(chunk));
                }
            }
            return steps;
        }

        private Chunk chunkOf(String unit, Tree tree) {
            int offset = offset(unit, positions.getStartPosition(tree(unit), tree));
            return chunks.stream()
                    .filter(c -> c.kind() == Chunk.Kind.STATEMENT && c.start() <= offset && offset < c.end())
                    .findFirst()
                    .orElseThrow();
        }

        private int offset(String unit, long position) {
            return Objects.requireNonNull(units.get(unit))
                    .place(position)
                    .orElseThrow()
                    .offset();
        }

        private Variable variable(String unit, Chunk chunk, VariableTree tree) {
            ExpressionTree init = tree.getInitializer();
            Tree type = tree.getType();
            int typeStart = type == null ? -1 : offset(unit, positions.getStartPosition(tree(unit), type));
            int typeEnd = type == null ? -1 : offset(unit, positions.getEndPosition(tree(unit), type));
            String text = type == null ? "" : source.text().substring(typeStart, Math.max(typeStart, typeEnd));
            // `int a[]` and `int a, b[]`: the type is not in one place.
            boolean scattered = type instanceof ArrayTypeTree
                    && (!text.strip().endsWith("]")
                            || words(text).contains(tree.getName().toString()));
            return new Variable(
                    chunk,
                    tree.getName().toString(),
                    type == null ? Optional.empty() : Optional.of(scattered ? type.toString() : text),
                    scattered ? -1 : typeStart,
                    init == null ? -1 : offset(unit, positions.getStartPosition(tree(unit), init)),
                    init == null ? -1 : offset(unit, positions.getEndPosition(tree(unit), init)),
                    init instanceof NewArrayTree array && array.getType() == null);
        }
    }
}

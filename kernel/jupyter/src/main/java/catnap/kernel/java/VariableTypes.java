package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// Finds the types of a cell's `var`s: javac is shown the cell with its variables as locals, and asked.
final class VariableTypes {
    /// The type of each `var`, in two spellings, and what javac says of those it cannot infer.
    ///
    /// @param plain with `Object` where a type argument cannot be written
    /// @param wild with `?` there
    record Inferred(Map<Variable, String> plain, Map<Variable, String> wild, List<Problem> problems) {
        static final Inferred NOTHING = new Inferred(Map.of(), Map.of(), List.of());
    }

    private final Outline outline;
    private final UnitText probe;

    private VariableTypes(Outline outline, UnitText probe) {
        this.outline = outline;
        this.probe = probe;
    }

    /// @param className the class that the probe holds
    static Inferred infer(Javac javac, Outline outline, String className, UnitText probe) {
        return javac.run(Map.of(className, probe.text()), new VariableTypes(outline, probe)::ask);
    }

    private Inferred ask(Javac.Run run) {
        var trees = run.parse();
        run.analyze();
        var found = new Finder(run, trees.iterator().next()).find();
        var plain = new TypeText(run.task().getTypes(), false);
        var wild = new TypeText(run.task().getTypes(), true);
        var inferred = new Inferred(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (Variable variable : outline.variables()) {
            if (!variable.isInferred()) continue;
            TypeMirror type = found.get(variable);
            if (type == null
                    || type.getKind() == TypeKind.ERROR
                    || type.toString().contains("<any>")) {
                inferred.problems().addAll(problemsAt(variable, run));
            } else {
                inferred.plain().put(variable, plain.of(type));
                inferred.wild().put(variable, wild.of(type));
            }
        }
        return inferred;
    }

    private List<Problem> problemsAt(Variable variable, Javac.Run run) {
        var all = run.errors().stream()
                .flatMap(error -> Diagnostics.problem(error, probe).stream())
                .toList();
        var here = all.stream().filter(p -> isIn(variable, p)).toList();
        return here.isEmpty() ? all : here;
    }

    private boolean isIn(Variable variable, Problem problem) {
        return problem.source().equals(outline.source())
                && variable.chunk().start() <= problem.position()
                && problem.position() <= variable.chunk().end();
    }

    /// Walks the attributed probe for the declarations that stand at the cell's top level.
    private final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Map<Variable, TypeMirror> found = new HashMap<>();
        private final Trees trees;
        private final CompilationUnitTree unit;

        Finder(Javac.Run run, CompilationUnitTree unit) {
            this.trees = run.trees();
            this.unit = unit;
        }

        Map<Variable, TypeMirror> find() {
            scan(unit, null);
            return found;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
            if (tree.getInitializer() != null) {
                long start = trees.getSourcePositions().getStartPosition(unit, tree.getInitializer());
                probe.place(start).ifPresent(place -> {
                    for (Variable variable : outline.variables()) {
                        boolean same =
                                place.source().equals(outline.source()) && variable.initStart() == place.offset();
                        var element = trees.getElement(getCurrentPath());
                        if (same && element != null) found.put(variable, element.asType());
                    }
                });
            }
            return super.visitVariable(tree, null);
        }
    }
}

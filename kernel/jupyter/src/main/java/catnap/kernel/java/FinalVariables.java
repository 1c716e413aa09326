package catnap.kernel.java;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/// Sees to it that `final` holds for the variables of cells. Their fields cannot be final, because the body of a method
/// gives them their values; so the assignments are looked for. To declare one again is no assignment.
final class FinalVariables {
    private final Set<String> names = new HashSet<>();

    /// Those that a cell names: its own, and those of earlier cells that it does not declare.
    ///
    /// @param words of the cell
    FinalVariables(Outline outline, Set<String> words, Names live) {
        for (String word : words) {
            live.variable(word).ifPresent(known -> note(known.variable()));
        }
        outline.variables().forEach(this::note);
    }

    private void note(Variable variable) {
        if (variable.isFinal()) names.add(variable.name());
        else names.remove(variable.name());
    }

    /// The assignments to them in an analyzed unit, as javac would tell of them.
    List<Problem> assignments(Javac.Run run, CompilationUnitTree tree, UnitText unit) {
        var problems = new ArrayList<Problem>();
        if (!names.isEmpty()) new Search(run.trees(), tree, unit, problems).scan(tree, null);
        return problems;
    }

    private final class Search extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Trees trees;
        private final CompilationUnitTree tree;
        private final UnitText unit;
        private final List<Problem> problems;

        Search(Trees trees, CompilationUnitTree tree, UnitText unit, List<Problem> problems) {
            this.trees = trees;
            this.tree = tree;
            this.unit = unit;
            this.problems = problems;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void nothing) {
            check(assignment.getVariable());
            return super.visitAssignment(assignment, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void nothing) {
            check(assignment.getVariable());
            return super.visitCompoundAssignment(assignment, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree step, @Nullable Void nothing) {
            switch (step.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    check(step.getExpression());
                default -> {}
            }
            return super.visitUnary(step, null);
        }

        private void check(ExpressionTree assigned) {
            Element variable = trees.getElement(new TreePath(getCurrentPath(), assigned));
            if (variable == null || variable.getKind() != ElementKind.FIELD || !isOfACell(variable)) return;
            SourcePositions positions = trees.getSourcePositions();
            long start = positions.getStartPosition(tree, assigned);
            // Our own text is what gives them their first values.
            if (!unit.isCopied(start)) return;
            unit.place(start).ifPresent(place -> problems.add(problem(place, length(positions, assigned), variable)));
        }

        private boolean isOfACell(Element variable) {
            return names.contains(variable.getSimpleName().toString())
                    && CellNames.isTopClass(String.valueOf(variable.getEnclosingElement()));
        }

        private int length(SourcePositions positions, Tree part) {
            return (int) (positions.getEndPosition(tree, part) - positions.getStartPosition(tree, part));
        }

        private static Problem problem(UnitText.Place place, int length, Element variable) {
            return new Problem(
                    place.source(),
                    place.offset(),
                    place.offset(),
                    place.offset() + length,
                    "compiler.err.cant.assign.val.to.var",
                    "cannot assign a value to final variable " + variable.getSimpleName());
        }
    }
}

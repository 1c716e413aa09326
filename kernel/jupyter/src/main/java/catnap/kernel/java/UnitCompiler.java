package catnap.kernel.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/// Runs javac over the class of one cell.
final class UnitCompiler {
    /// Either classes, or what is wrong.
    ///
    /// @param classes class files by binary name
    /// @param fields the type of each variable, as javac writes it
    /// @param hasValue the last expression was compiled as a statement, but it has a value
    record Attempt(Map<String, byte[]> classes, Map<String, String> fields, List<Problem> problems, boolean hasValue) {
        static Attempt failed(List<Problem> problems) {
            return new Attempt(Map.of(), Map.of(), problems, false);
        }

        boolean failed() {
            return !problems.isEmpty();
        }
    }

    private final Javac javac;
    private final Names names;
    private final FinalVariables finals;
    private final String className;

    UnitCompiler(Javac javac, Names names, FinalVariables finals, String className) {
        this.javac = javac;
        this.names = names;
        this.finals = finals;
        this.className = className;
    }

    /// @param checkEnding the last statement may be an expression whose value is wanted
    Attempt compile(UnitText unit, boolean checkEnding) {
        return javac.run(Map.of(className, unit.text()), run -> attempt(run, unit, checkEnding));
    }

    private Attempt attempt(Javac.Run run, UnitText unit, boolean checkEnding) {
        var tree = run.parse().iterator().next();
        if (run.errors().isEmpty()) run.analyze();
        if (!run.errors().isEmpty()) return failed(run, unit);
        var assigned = finals.assignments(run, tree, unit);
        if (!assigned.isEmpty()) return Attempt.failed(assigned);
        if (checkEnding && endsInValue(run, tree)) return new Attempt(Map.of(), Map.of(), List.of(), true);
        var fields = fields(run, tree); // asked for first: a task that has written its classes forgets them
        var classes = run.generate();
        // What is too large is found out only when it is written.
        return run.errors().isEmpty() ? new Attempt(classes, fields, List.of(), false) : failed(run, unit);
    }

    private Attempt failed(Javac.Run run, UnitText unit) {
        return Attempt.failed(run.errors().stream()
                .flatMap(error -> Diagnostics.problem(error, unit).map(problem -> dated(problem, error)).stream())
                .toList());
    }

    private Problem dated(Problem problem, Diagnostic<?> error) {
        if (problem.hint().isPresent()) return problem;
        return Diagnostics.outdated(error.getMessage(Locale.ENGLISH), names::typeOwner, className)
                .map(problem::withHint)
                .orElse(problem);
    }

    private static Map<String, String> fields(Javac.Run run, CompilationUnitTree unit) {
        var fields = new LinkedHashMap<String, String>();
        var path = new TreePath(new TreePath(unit), unit.getTypeDecls().getFirst());
        var type = run.trees().getElement(path); // not by its name, for which all modules are searched
        for (var field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            fields.put(field.getSimpleName().toString(), field.asType().toString());
        }
        return fields;
    }

    private static StatementTree last(MethodTree body) {
        var statements = body.getBody().getStatements();
        return statements.getFirst() instanceof IfTree guard
                ? ((BlockTree) guard.getThenStatement()).getStatements().getLast()
                : statements.get(statements.size() - 2); // before the one that returns nothing
    }

    private static boolean endsInValue(Javac.Run run, CompilationUnitTree unit) {
        var type = (ClassTree) unit.getTypeDecls().getFirst();
        for (Tree member : type.getMembers()) {
            if (!(member instanceof MethodTree method) || !method.getName().contentEquals(CellNames.BODY)) continue;
            if (!(last(method) instanceof ExpressionStatementTree statement)) return false;
            var value = run.trees().getTypeMirror(TreePath.getPath(unit, statement.getExpression()));
            return value.getKind() != TypeKind.VOID;
        }
        return false;
    }
}

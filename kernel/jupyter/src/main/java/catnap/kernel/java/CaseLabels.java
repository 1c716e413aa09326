package catnap.kernel.java;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/// What a `case` may name: the constants of an enum, the members of a sealed family.
final class CaseLabels {
    private CaseLabels() {}

    /// Whether what comes next is a label: behind `case`, or behind a comma after another label.
    static boolean areNext(List<Token> before) {
        int at = before.size() - 1;
        while (at > 0 && before.get(at).is(",") && before.get(at - 1).isWord()) at -= 2;
        return at >= 0 && before.get(at).is("case");
    }

    /// @param place where the label would stand
    static List<? extends Element> at(TreePath place, Trees trees, Types types) {
        return selector(place)
                .map(trees::getTypeMirror)
                .map(type -> labels(type, types))
                .orElse(List.of());
    }

    private static Optional<TreePath> selector(TreePath place) {
        for (TreePath each = place; each.getParentPath() != null; each = each.getParentPath()) {
            if (!(each.getLeaf() instanceof CaseTree)) continue;
            TreePath whole = each.getParentPath();
            return switch (whole.getLeaf()) {
                case SwitchTree statement -> Optional.of(inner(whole, statement.getExpression()));
                case SwitchExpressionTree expression -> Optional.of(inner(whole, expression.getExpression()));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static TreePath inner(TreePath parent, ExpressionTree expression) {
        var path = new TreePath(parent, expression);
        return expression instanceof ParenthesizedTree brackets ? inner(path, brackets.getExpression()) : path;
    }

    private static List<? extends Element> labels(TypeMirror selected, Types types) {
        if (!(selected instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement type)) {
            return List.of();
        }
        if (type.getKind() != ElementKind.ENUM) {
            return type.getPermittedSubclasses().stream().map(types::asElement).toList();
        }
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .toList();
    }
}

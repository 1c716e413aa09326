package catnap.kernel.java;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/// A `new`, and what it may call.
///
/// @param constructor the one that its arguments choose, if they fit one
/// @param constructors all that the type has and others may call
/// @param type the type's name
/// @param ofRecord whether that is a record
record NewObject(Optional<Element> constructor, List<Element> constructors, String type, boolean ofRecord) {

    /// The `new` whose type is named at this place.
    static Optional<NewObject> at(TreePath named, Trees trees) {
        TreePath type = named;
        while (isTypeOf(type.getParentPath(), type.getLeaf())) type = type.getParentPath();
        TreePath whole = type.getParentPath();
        boolean made = whole != null
                && whole.getLeaf() instanceof NewClassTree object
                && object.getIdentifier() == type.getLeaf();
        if (!made || !(trees.getElement(type) instanceof TypeElement element)) return Optional.empty();
        var all = element.getEnclosedElements().stream()
                .filter(each -> each.getKind() == ElementKind.CONSTRUCTOR)
                .filter(each -> Docs.isCells(each) || each.getModifiers().contains(Modifier.PUBLIC))
                .map(Element.class::cast)
                .toList();
        var chosen = Optional.ofNullable(trees.getElement(whole))
                .filter(each -> each.asType().getKind() != TypeKind.ERROR && all.contains(each));
        boolean ofRecord = element.getKind() == ElementKind.RECORD;
        return Optional.of(new NewObject(chosen, all, element.getSimpleName().toString(), ofRecord));
    }

    private static boolean isTypeOf(TreePath parent, Tree type) {
        return parent != null
                && switch (parent.getLeaf()) {
                    case ParameterizedTypeTree generic -> generic.getType() == type;
                    case AnnotatedTypeTree annotated -> annotated.getUnderlyingType() == type;
                    default -> false;
                };
    }
}

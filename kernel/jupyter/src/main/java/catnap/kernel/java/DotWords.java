package catnap.kernel.java;

import catnap.kernel.java.Completion.Proposal;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;

/// What may stand behind a dot or `::` although it is no member that javac lists: an array's `length`, `class`, `new`.
final class DotWords {
    private static final Proposal CLASS = new Proposal("class", "keyword", "");
    private static final Proposal NEW = new Proposal("new", "keyword", "");

    private DotWords() {}

    /// @param site what is before the dot
    static List<Proposal> behind(TreePath site, Trees trees) {
        boolean reference = site.getParentPath().getLeaf() instanceof MemberReferenceTree;
        if (isType(site, trees))
            return reference ? constructor(site, trees) : isImport(site) ? List.of() : List.of(CLASS);
        return !reference && trees.getTypeMirror(site) instanceof ArrayType array
                ? List.of(
                        new Proposal("length", "property", "int"),
                        new Proposal("clone", "function", "(): " + Signatures.simple(array)))
                : List.of();
    }

    /// Whether a type is written there, rather than an object of it.
    static boolean isType(TreePath site, Trees trees) {
        return isArrayOrPrimitive(site.getLeaf())
                || (trees.getElement(site) instanceof TypeElement type
                        && type.asType().getKind() != TypeKind.ERROR);
    }

    private static boolean isArrayOrPrimitive(Tree tree) {
        return tree instanceof ArrayTypeTree || tree instanceof PrimitiveTypeTree;
    }

    private static List<Proposal> constructor(TreePath site, Trees trees) {
        boolean made = trees.getElement(site) instanceof TypeElement type
                ? (type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD)
                        && !type.getModifiers().contains(Modifier.ABSTRACT)
                : site.getLeaf() instanceof ArrayTypeTree;
        return made ? List.of(NEW) : List.of();
    }

    private static boolean isImport(TreePath site) {
        for (var tree : site) {
            if (tree instanceof ImportTree) return true;
        }
        return false;
    }
}

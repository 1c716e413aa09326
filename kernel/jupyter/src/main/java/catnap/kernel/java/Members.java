package catnap.kernel.java;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/// The named things that can be reached from one place of an attributed unit.
final class Members {
    private final JavacTask task;
    private final Trees trees;
    private final Predicate<String> wanted;
    private final Scope scope;

    /// @param place where the names would stand
    /// @param wanted which names; asked first, because javac reads a class file to say more of one
    Members(JavacTask task, Trees trees, TreePath place, Predicate<String> wanted) {
        this.task = task;
        this.trees = trees;
        this.wanted = wanted;
        this.scope = trees.getScope(place);
    }

    /// The members of what an expression, a type or a package denotes.
    ///
    /// @param reference behind `::` a type has its objects' methods too
    List<Element> of(TreePath site, boolean reference) {
        Element element = trees.getElement(site);
        if (element instanceof PackageElement packageElement) return inPackage(packageElement);
        if (element instanceof TypeElement type && reference) {
            return Stream.concat(members(type.asType(), true).stream(), members(type.asType(), false).stream())
                    .filter(member -> member.getKind() == ElementKind.METHOD)
                    .toList();
        }
        if (element instanceof TypeElement type) return members(type.asType(), true);
        if (DotWords.isType(site, trees)) return List.of(); // an array's: it has a class and nothing else
        if (isSuper(site) && trees.getTypeMirror(site) instanceof DeclaredType parent) return ofSuper(parent);
        return members(trees.getTypeMirror(site), false);
    }

    private static boolean isSuper(TreePath site) {
        return site.getLeaf() instanceof IdentifierTree name && name.getName().contentEquals("super");
    }

    /// A class sees what it inherits as its own.
    private List<Element> ofSuper(DeclaredType parent) {
        var here = scope.getEnclosingClass();
        return here.asType() instanceof DeclaredType own ? members(parent, own, false) : List.of();
    }

    private List<Element> inPackage(PackageElement parent) {
        var found = new ArrayList<Element>();
        String prefix = parent.getQualifiedName() + ".";
        for (var module : task.getElements().getAllModuleElements()) {
            for (Element each : module.getEnclosedElements()) {
                if (each instanceof PackageElement child
                        && isDirectly(child.getQualifiedName().toString(), prefix)) {
                    if (wanted.test(child.getSimpleName().toString())) found.add(child);
                }
            }
        }
        parent.getEnclosedElements().stream()
                .filter(this::isWanted)
                .filter(each -> each.getModifiers().contains(Modifier.PUBLIC))
                .forEach(found::add);
        return found;
    }

    private static boolean isDirectly(String name, String prefix) {
        return name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0;
    }

    private List<Element> members(@Nullable TypeMirror type, boolean statics) {
        return switch (type) {
            case null -> List.of();
            case DeclaredType declared -> members(declared, declared, statics);
            case ArrayType _ -> arrayMembers();
            case TypeVariable variable -> members(variable.getUpperBound(), statics);
            case IntersectionType several ->
                several.getBounds().stream()
                        .flatMap(b -> members(b, statics).stream())
                        .toList();
            default -> List.of();
        };
    }

    /// @param through the type of the object that they are reached through
    private List<Element> members(DeclaredType type, DeclaredType through, boolean statics) {
        if (!(type.asElement() instanceof TypeElement element)) return List.of();
        return allMembers(element).stream()
                .filter(member -> isOffered(member, statics))
                .filter(member -> trees.isAccessible(scope, member, through))
                .toList();
    }

    /// The wanted members of a type, its own and inherited, without those that are overridden or hidden. javac's own
    /// list of all members compares each with each before anybody can say which are wanted.
    private List<Element> allMembers(TypeElement type) {
        var found = new ArrayList<Element>();
        for (TypeElement each : withSupertypes(type)) {
            for (Element member : each.getEnclosedElements()) {
                if (isWanted(member) && found.stream().noneMatch(nearer -> replaces(nearer, member, type))) {
                    found.add(member);
                }
            }
        }
        return found;
    }

    /// A type and all that it extends and implements, nearest first; interfaces have `Object`'s members too.
    private Set<TypeElement> withSupertypes(TypeElement type) {
        var all = new LinkedHashSet<TypeElement>();
        var open = new ArrayDeque<>(List.of(type.asType()));
        while (!open.isEmpty()) {
            TypeMirror each = open.removeFirst();
            if (each instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && all.add(element)) {
                open.add(element.getSuperclass());
                open.addAll(element.getInterfaces());
            }
        }
        TypeElement object = task.getElements().getTypeElement("java.lang.Object");
        if (object != null && type.getKind().isInterface()) all.add(object);
        return all;
    }

    private boolean replaces(Element nearer, Element member, TypeElement type) {
        if (!nearer.getSimpleName().equals(member.getSimpleName())) return false;
        return (nearer instanceof ExecutableElement method && member instanceof ExecutableElement other)
                ? task.getElements().overrides(method, other, type)
                : nearer.getKind() == member.getKind();
    }

    /// What every object has; see [DotWords] for the rest.
    private List<Element> arrayMembers() {
        TypeElement object = task.getElements().getTypeElement("java.lang.Object");
        return object == null ? List.of() : members(object.asType(), false);
    }

    private static boolean isOffered(Element member, boolean statics) {
        return switch (member.getKind()) {
            case CONSTRUCTOR, STATIC_INIT, INSTANCE_INIT, RECORD_COMPONENT, TYPE_PARAMETER -> false;
            case METHOD, FIELD -> member.getModifiers().contains(Modifier.STATIC) == statics;
            default -> statics;
        };
    }

    static boolean isObjects(Element member) {
        return String.valueOf(member.getEnclosingElement()).equals("java.lang.Object");
    }

    /// Locals, members of the enclosing classes, and what is imported, nearest first.
    List<Element> inScope() {
        var found = new ArrayList<Element>();
        for (Scope each = scope; each != null; each = each.getEnclosingScope()) {
            TypeElement type = each.getEnclosingClass();
            each.getLocalElements().forEach(element -> {
                if (isWanted(element) && isSeen(element)) found.add(element);
            });
            if (type != null) allMembers(type).stream().filter(Members::isOwn).forEach(found::add);
        }
        return found;
    }

    private static boolean isOwn(Element member) {
        return !isObjects(member) && member.getKind() != ElementKind.CONSTRUCTOR;
    }

    private boolean isSeen(Element element) {
        return !(element instanceof TypeElement type) || trees.isAccessible(scope, type);
    }

    private boolean isWanted(Element element) {
        String name = element.getSimpleName().toString();
        return !name.contains("$") && !name.equals(EditUnit.NAME) && wanted.test(name);
    }
}

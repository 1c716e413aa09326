package catnap.kernel.java;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/// Writes down the type that javac inferred for a `var`, so that a field can be declared with it. Types that Java
/// cannot write are replaced by the nearest one it can: `Object` for what several interfaces share.
final class TypeText {
    private static final String OBJECT = "java.lang.Object";

    private final Types types;
    private final boolean wild;

    /// @param wild write `?` for a type argument that cannot be written, instead of `Object`; then every value fits,
    /// but nothing can be put in
    TypeText(Types types, boolean wild) {
        this.types = types;
        this.wild = wild;
    }

    String of(TypeMirror type) {
        return switch (type) {
            case ArrayType array -> of(array.getComponentType()) + "[]";
            case IntersectionType several -> of(mainBound(several));
            case TypeVariable variable -> of(variable.getUpperBound());
            case WildcardType wildcard -> wildcard.getExtendsBound() == null ? OBJECT : of(wildcard.getExtendsBound());
            case DeclaredType declared -> declared(declared);
            default -> type.getKind() == TypeKind.NULL ? OBJECT : plain(type.toString());
        };
    }

    /// The first class among the bounds; interfaces alone have nothing in common but `Object`.
    private TypeMirror mainBound(IntersectionType several) {
        List<TypeMirror> bounds = List.copyOf(several.getBounds());
        return bounds.stream()
                .filter(bound -> types.asElement(bound).getKind() != ElementKind.INTERFACE)
                .findFirst()
                .orElse(bounds.getFirst());
    }

    private String declared(DeclaredType type) {
        var element = (TypeElement) type.asElement();
        if (element.getNestingKind() == NestingKind.ANONYMOUS) return of(anonymous(element));
        if (!isAccessible(element)) return of(superOf(type));
        String name = element.getQualifiedName().toString();
        if (type.getTypeArguments().isEmpty()) return name;
        return name + type.getTypeArguments().stream().map(this::argument).collect(Collectors.joining(",", "<", ">"));
    }

    private TypeMirror anonymous(TypeElement element) {
        return element.getInterfaces().isEmpty()
                ? element.getSuperclass()
                : element.getInterfaces().getFirst();
    }

    private TypeMirror superOf(DeclaredType type) {
        return types.directSupertypes(type).getLast();
    }

    private static boolean isAccessible(Element element) {
        for (Element e = element; e != null && e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
            boolean ours = e.toString().startsWith(CellNames.PACKAGE + ".");
            if (!ours && !e.getModifiers().contains(Modifier.PUBLIC)) return false;
        }
        return true;
    }

    private String argument(TypeMirror argument) {
        return switch (argument) {
            case WildcardType wildcard -> wildcard(wildcard);
            case IntersectionType several -> wild ? "? extends " + of(several) : OBJECT;
            case TypeVariable _ -> "?";
            case DeclaredType declared when isUnwritable(declared) -> wild ? "? extends " + of(declared) : of(declared);
            default -> of(argument);
        };
    }

    private static boolean isUnwritable(DeclaredType type) {
        return ((TypeElement) type.asElement()).getNestingKind() == NestingKind.ANONYMOUS;
    }

    private String wildcard(WildcardType wildcard) {
        if (wildcard.getExtendsBound() != null) return "? extends " + of(wildcard.getExtendsBound());
        if (wildcard.getSuperBound() != null) return "? super " + of(wildcard.getSuperBound());
        return "?";
    }

    private static String plain(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}

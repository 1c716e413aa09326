package catnap.kernel.java;

import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/// Says how an element is declared and what its author wrote about it, there or where it overrides.
final class Docs {
    private final SourceDocs libraries;
    private final CellDocs cells;

    Docs(SourceDocs libraries, CellDocs cells) {
        this.libraries = libraries;
        this.cells = cells;
    }

    Doc of(Javac.Run run, Element element) {
        String place = Signatures.simple(String.valueOf(element.getEnclosingElement()));
        var fallback = new Doc(
                Signatures.declaration(element), "", element.getKind().isField() || isCode(element) ? place : "");
        if (element.getKind() == ElementKind.LOCAL_VARIABLE || element.getKind() == ElementKind.PARAMETER) {
            return new Doc(Signatures.declaration(element), "", "");
        }
        Doc best = written(run, element, place).orElse(fallback);
        if (!best.comment().isEmpty() || !(element instanceof ExecutableElement method)) return best;
        // A method without a comment inherits one.
        return overridden(run, method)
                .flatMap(inherited -> written(run, inherited, place).stream())
                .filter(doc -> !doc.comment().isEmpty())
                .findFirst()
                .map(doc -> new Doc(best.declaration(), doc.comment(), best.place(), best.source()))
                .orElse(best);
    }

    /// What the source says of an element, where it is written there and the source can be found.
    Optional<Doc> written(Javac.Run run, Element element, String place) {
        return isCells(element) ? cells.of(run, element) : libraries.of(run, element, place);
    }

    static boolean isCells(Element element) {
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each.getKind() == ElementKind.PACKAGE) return each.toString().equals(CellNames.PACKAGE);
        }
        return false;
    }

    private static boolean isCode(Element element) {
        return element instanceof ExecutableElement;
    }

    private static Stream<ExecutableElement> overridden(Javac.Run run, ExecutableElement method) {
        if (!(method.getEnclosingElement() instanceof TypeElement owner)) return Stream.empty();
        var elements = run.task().getElements();
        return supertypes(run.task().getTypes(), owner)
                .flatMap(type -> type.getEnclosedElements().stream())
                .filter(each -> each instanceof ExecutableElement other && elements.overrides(method, other, owner))
                .map(ExecutableElement.class::cast);
    }

    private static Stream<TypeElement> supertypes(Types types, TypeElement type) {
        return types.directSupertypes(type.asType()).stream()
                .map(types::asElement)
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast)
                .flatMap(parent -> Stream.concat(Stream.of(parent), supertypes(types, parent)));
    }
}

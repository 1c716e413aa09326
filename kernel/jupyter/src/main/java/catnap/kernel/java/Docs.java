package catnap.kernel.java;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/// Says how an element is declared and what its author wrote about it, there or where it overrides.
final class Docs {
    private final SourceDocs written;

    Docs(SourceDocs written) {
        this.written = written;
    }

    Doc of(Javac.Run run, Element element) {
        String place = Signatures.simple(String.valueOf(element.getEnclosingElement()));
        var fallback = new Doc(
                Signatures.declaration(element), "", element.getKind().isField() || isCode(element) ? place : "");
        if (element.getKind() == ElementKind.LOCAL_VARIABLE || element.getKind() == ElementKind.PARAMETER) {
            return new Doc(Signatures.declaration(element), "", "");
        }
        Doc best = written.of(run, element, place).orElse(fallback);
        if (!best.comment().isEmpty() || !(element instanceof ExecutableElement method)) return best;
        // A method without a comment inherits one.
        return overridden(run, method)
                .flatMap(inherited -> written.of(run, inherited, place).stream())
                .filter(doc -> !doc.comment().isEmpty())
                .findFirst()
                .map(doc -> new Doc(best.declaration(), doc.comment(), best.place()))
                .orElse(best);
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

    /// The comment that stands right before a place: `/** … */` or lines of `///`, without the marks.
    static String commentBefore(String text, int offset) {
        String before = text.substring(0, offset).stripTrailing();
        if (before.endsWith("*/")) {
            int open = before.lastIndexOf("/*");
            return before.substring(open, before.length() - 2)
                    .replaceAll("^/\\*+", "")
                    .replaceAll("(?m)^\\s*\\*? ?", "")
                    .strip();
        }
        Deque<String> lines = new ArrayDeque<>();
        for (String line : before.lines().toList().reversed()) {
            if (!line.strip().startsWith("//")) break;
            lines.push(line.strip().replaceAll("^///? ?", ""));
        }
        return String.join("\n", lines).strip();
    }
}

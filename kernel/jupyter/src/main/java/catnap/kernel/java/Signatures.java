package catnap.kernel.java;

import catnap.kernel.java.Completion.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/// How elements are written for a learner: without packages.
final class Signatures {
    /// What stands before a type that the text being typed declares.
    private static final String TYPED = CellNames.PACKAGE + "." + EditUnit.NAME + ".";

    private Signatures() {}

    static Proposal proposal(Element element) {
        return proposal(element, element.asType(), List.of());
    }

    /// @param seen its type as a member of the object that it is asked of, whose type says what an `E` is
    /// @param names what the author has called its parameters; empty if that is to be seen in the class file
    static Proposal proposal(Element element, TypeMirror seen, List<String> names) {
        String name = element.getSimpleName().toString();
        return switch (element.getKind()) {
            case METHOD -> {
                var method = (ExecutableElement) element;
                var type = seen instanceof ExecutableType known ? known : (ExecutableType) method.asType();
                String result = simple(type.getReturnType());
                yield new Proposal(name, "function", "(" + parameters(method, type, names) + "): " + result);
            }
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> new Proposal(name, "class", "");
            case FIELD, ENUM_CONSTANT -> new Proposal(name, "property", simple(seen));
            case PACKAGE, MODULE -> new Proposal(name, "module", "");
            default -> new Proposal(name, "instance", simple(seen));
        };
    }

    private static String parameters(ExecutableElement method) {
        return parameters(method, (ExecutableType) method.asType(), List.of());
    }

    private static String parameters(ExecutableElement method, ExecutableType type, List<String> names) {
        var parameters = new ArrayList<String>();
        for (VariableElement parameter : method.getParameters()) {
            int i = parameters.size();
            parameters.add(simple(type.getParameterTypes().get(i)) + " "
                    + (names.isEmpty() ? parameter.getSimpleName() : names.get(i)));
        }
        String all = String.join(", ", parameters);
        int array = all.lastIndexOf("[]");
        return method.isVarArgs() && array >= 0 ? all.substring(0, array) + "..." + all.substring(array + 2) : all;
    }

    /// A declaration in one line, as far as the class file tells.
    static String declaration(Element element) {
        String modifiers = element.getModifiers().stream().map(m -> m + " ").collect(Collectors.joining());
        return switch (element) {
            case ExecutableElement constructor
            when constructor.getSimpleName().contentEquals("<init>") -> {
                String type = simple(String.valueOf(constructor.getEnclosingElement()));
                yield modifiers + type + "(" + parameters(constructor) + ")";
            }
            case ExecutableElement method ->
                modifiers + typeParameters(method) + simple(method.getReturnType()) + " " + method.getSimpleName() + "("
                        + parameters(method) + ")";
            case TypeElement type ->
                modifiers + type.getKind().name().toLowerCase(Locale.ROOT) + " " + simple(type.asType());
            case VariableElement variable -> modifiers + simple(variable.asType()) + " " + variable.getSimpleName();
            default -> element.toString();
        };
    }

    private static String typeParameters(ExecutableElement method) {
        return method.getTypeParameters().isEmpty()
                ? ""
                : method.getTypeParameters().stream()
                        .map(Signatures::typeParameter)
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String typeParameter(TypeParameterElement parameter) {
        String bounds = parameter.getBounds().stream()
                .map(Signatures::simple)
                .filter(bound -> !bound.equals("Object"))
                .collect(Collectors.joining(" & "));
        return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    static String simple(TypeMirror type) {
        return simple(withoutCapture(type.toString()));
    }

    /// javac gives each `?` a name and a number when it looks at what has it: `capture#1 of ? extends Cat`.
    static String withoutCapture(String type) {
        return type.contains("capture#") ? type.replaceAll("capture#\\d+ of ", "") : type;
    }

    static String simple(String type) {
        return Diagnostics.withoutPackages(type).replace(TYPED, "");
    }
}

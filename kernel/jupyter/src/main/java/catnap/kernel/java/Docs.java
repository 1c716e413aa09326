package catnap.kernel.java;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/// Looks up the declaration and comment of an element in the source file it was compiled from.
final class Docs {
    private final Javac javac;
    private final Sources sources;

    Docs(Javac javac, Sources sources) {
        this.javac = javac;
        this.sources = sources;
    }

    Doc of(Javac.Run run, Element element) {
        String place = Signatures.simple(String.valueOf(element.getEnclosingElement()));
        var fallback = new Doc(
                Signatures.declaration(element), "", element.getKind().isField() || isCode(element) ? place : "");
        if (element.getKind() == ElementKind.LOCAL_VARIABLE || element.getKind() == ElementKind.PARAMETER) {
            return new Doc(Signatures.declaration(element), "", "");
        }
        Doc best = inSource(run, element, place).orElse(fallback);
        if (!best.comment().isEmpty() || !(element instanceof ExecutableElement method)) return best;
        // A method without a comment inherits one.
        return overridden(run, method)
                .flatMap(inherited -> inSource(run, inherited, place).stream())
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

    private Optional<Doc> inSource(Javac.Run run, Element element, String place) {
        Deque<TypeElement> types = new ArrayDeque<>();
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each instanceof TypeElement type) types.push(type);
            if (each instanceof PackageElement) break;
        }
        if (types.isEmpty()) return Optional.empty();
        var module = run.task().getElements().getModuleOf(element);
        String name = types.getFirst().getQualifiedName().toString();
        return sources.of(module == null ? "" : module.getQualifiedName().toString(), name)
                .flatMap(text -> javac.run(
                        Map.of("Documented", text), source -> read(source, text, List.copyOf(types), element, place)));
    }

    private static Optional<Doc> read(
            Javac.Run run, String text, List<TypeElement> types, Element element, String place) {
        CompilationUnitTree unit = run.parse().iterator().next();
        var trees = DocTrees.instance(run.task());
        TreePath path = new TreePath(unit);
        List<? extends Tree> members = unit.getTypeDecls();
        for (TypeElement type : types) {
            var found = members.stream()
                    .filter(t -> t instanceof ClassTree c && c.getSimpleName().contentEquals(type.getSimpleName()))
                    .findFirst();
            if (found.isEmpty()) return Optional.empty();
            path = new TreePath(path, found.get());
            members = ((ClassTree) found.get()).getMembers();
        }
        TreePath owner = path;
        var target = element instanceof TypeElement
                ? Optional.of(owner)
                : members.stream().filter(t -> declares(t, element)).findFirst().map(t -> new TreePath(owner, t));
        return target.map(found -> {
            var comment = trees.getDocCommentTree(found);
            return new Doc(
                    header(trees, unit, text, found.getLeaf()),
                    comment == null ? "" : DocText.markdown(comment),
                    element instanceof TypeElement ? "" : place);
        });
    }

    private static boolean declares(Tree tree, Element element) {
        return switch (tree) {
            case VariableTree variable -> variable.getName().contentEquals(element.getSimpleName());
            case MethodTree method ->
                method.getName().contentEquals(element.getSimpleName())
                        && element instanceof ExecutableElement wanted
                        && sameParameters(method, wanted);
            default -> false;
        };
    }

    private static boolean sameParameters(MethodTree method, ExecutableElement wanted) {
        if (method.getParameters().size() != wanted.getParameters().size()) return false;
        for (int i = 0; i < wanted.getParameters().size(); i++) {
            String written = bare(String.valueOf(method.getParameters().get(i).getType()));
            String known = bare(wanted.getParameters().get(i).asType().toString());
            if (!written.equals(known)) return false;
        }
        return true;
    }

    /// `java.util.List<? extends T>` and `List<T>` are the same parameter.
    private static String bare(String type) {
        String raw = Signatures.simple(type)
                .replaceAll("<.*>", "")
                .replace("...", "[]")
                .strip();
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    /// The declaration as its author wrote it, up to its body, without annotations and comments.
    private static String header(DocTrees trees, CompilationUnitTree unit, String text, Tree tree) {
        int start = (int) trees.getSourcePositions().getStartPosition(unit, tree);
        int end = (int) trees.getSourcePositions().getEndPosition(unit, tree);
        var tokens = Lexer.lex(text.substring(start, end)).tokens();
        var header = new StringBuilder();
        int depth = 0;
        int i = 0;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            if (token.is("(")) depth++;
            if (token.is(")")) depth--;
            if (depth == 0 && (token.is("{") || token.is(";") || token.is("="))) break;
            if (token.is("@") && !tokens.get(i + 1).is("interface")) {
                i = Splitter.pastAnnotation(tokens, i);
                continue;
            }
            boolean apart = i > 0
                    && tokens.get(i - 1).end() < token.start()
                    && !tokens.get(i - 1).is("(");
            header.append(apart && !header.isEmpty() ? " " : "").append(token.text());
            i++;
        }
        return Diagnostics.withoutPackages(header.toString())
                .replace(" extends Object>", ">")
                .strip();
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

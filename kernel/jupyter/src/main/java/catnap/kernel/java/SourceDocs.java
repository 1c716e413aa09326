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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/// Reads the declaration and comment of an element in the source file it was compiled from.
///
/// To read a file of the JDK takes javac some 20 ms, and an editor asks about the same name again with each move of
/// the cursor. So answers are kept, and all methods of one name are read at once.
final class SourceDocs {
    private static final int MOST_KEPT = 1_000;

    private final Javac javac;
    private final Sources sources;
    private final ConcurrentMap<Named, Map<String, Doc>> kept = new ConcurrentHashMap<>(); // any thread

    SourceDocs(Javac javac, Sources sources) {
        this.javac = javac;
        this.sources = sources;
    }

    /// A type, or the members of one name that it declares.
    ///
    /// @param types simple names, the outermost first
    /// @param member empty for the type itself
    record Named(String module, String outermost, List<String> types, String member) {
        static Optional<Named> of(Javac.Run run, Element element) {
            Deque<TypeElement> types = new ArrayDeque<>();
            for (Element each = element; each != null; each = each.getEnclosingElement()) {
                if (each instanceof TypeElement type) types.push(type);
                if (each instanceof PackageElement) break;
            }
            if (types.isEmpty()) return Optional.empty();
            var module = run.task().getElements().getModuleOf(element);
            return Optional.of(new Named(
                    module == null ? "" : module.getQualifiedName().toString(),
                    types.getFirst().getQualifiedName().toString(),
                    types.stream().map(type -> type.getSimpleName().toString()).toList(),
                    element instanceof TypeElement
                            ? ""
                            : element.getSimpleName().toString()));
        }

        /// The same, seen from inside the outermost type.
        Named within(String holder) {
            return new Named(module, holder, types.subList(1, types.size()), member);
        }
    }

    /// @param place where the answer is to say that the element is declared
    Optional<Doc> of(Javac.Run run, Element element, String place) {
        return Named.of(run, element)
                .map(named -> docs(named).get(key(element)))
                .map(doc -> doc.at(element instanceof TypeElement ? "" : place));
    }

    /// What this text says of an element that it declares.
    Optional<Doc> in(String text, Named named, Element element) {
        var read = javac.run(Map.of("Documented", text), source -> read(source, text, named));
        return Optional.ofNullable(read.get(key(element)));
    }

    /// A documentation comment, marks and all, as Markdown.
    String markdown(String comment) {
        String text = comment + "\nclass Documented {}";
        var named = new Named("", "", List.of("Documented"), "");
        return javac.run(Map.of("Documented", text), source -> read(source, text, named))
                .getOrDefault("", new Doc("", "", ""))
                .comment();
    }

    private Map<String, Doc> docs(Named named) {
        var known = kept.get(named);
        if (known != null) return known;
        var text = sources.of(named.module(), named.outermost());
        if (text.isEmpty()) return Map.of();
        var read = javac.run(Map.of("Documented", text.get()), source -> read(source, text.get(), named));
        if (kept.size() >= MOST_KEPT) kept.clear();
        kept.put(named, read);
        return read;
    }

    private static Map<String, Doc> read(Javac.Run run, String text, Named named) {
        CompilationUnitTree unit = run.parse().iterator().next();
        TreePath path = new TreePath(unit);
        List<? extends Tree> members = unit.getTypeDecls();
        for (String name : named.types()) {
            var found = members.stream()
                    .filter(t -> t instanceof ClassTree c && c.getSimpleName().contentEquals(name))
                    .findFirst();
            if (found.isEmpty()) return Map.of();
            path = new TreePath(path, found.get());
            members = ((ClassTree) found.get()).getMembers();
        }
        var trees = DocTrees.instance(run.task());
        if (named.member().isEmpty()) return Map.of("", doc(trees, unit, text, path));
        var docs = new HashMap<String, Doc>();
        for (Tree member : members) {
            if (isNamed(member, named.member())) {
                docs.putIfAbsent(key(member), doc(trees, unit, text, new TreePath(path, member)));
            }
        }
        return docs;
    }

    private static boolean isNamed(Tree tree, String name) {
        return switch (tree) {
            case VariableTree variable -> variable.getName().contentEquals(name);
            case MethodTree method -> method.getName().contentEquals(name);
            default -> false;
        };
    }

    /// Tells the members of one name apart: a method by its parameters.
    private static String key(Tree tree) {
        if (!(tree instanceof MethodTree method)) return "";
        return key(method.getParameters().stream()
                .map(parameter -> String.valueOf(parameter.getType()))
                .toList());
    }

    static String key(Element element) {
        if (!(element instanceof ExecutableElement method)) return "";
        return key(method.getParameters().stream()
                .map(parameter -> parameter.asType().toString())
                .toList());
    }

    static String key(List<String> types) {
        return types.stream().map(SourceDocs::bare).collect(Collectors.joining(",", "(", ")"));
    }

    private static Doc doc(DocTrees trees, CompilationUnitTree unit, String text, TreePath path) {
        var comment = trees.getDocCommentTree(path);
        String markdown = comment == null ? "" : DocText.markdown(comment);
        String source = textOf(trees, unit, text, path.getLeaf());
        boolean isType = path.getLeaf() instanceof ClassTree; // of a library's it would be the whole file
        return new Doc(header(source), markdown, "", isType ? "" : outdented(source));
    }

    /// `java.util.List<? extends T>` and `List<T>` are the same parameter.
    private static String bare(String type) {
        String raw = Signatures.simple(type)
                .replaceAll("<.*>", "")
                .replace("...", "[]")
                .strip();
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    private static String textOf(DocTrees trees, CompilationUnitTree unit, String text, Tree tree) {
        int start = (int) trees.getSourcePositions().getStartPosition(unit, tree);
        int end = (int) trees.getSourcePositions().getEndPosition(unit, tree);
        return text.substring(start, end);
    }

    /// The lines below the first, which begins where the declaration does, as far to the left as its end.
    private static String outdented(String declaration) {
        String last = declaration.substring(declaration.lastIndexOf('\n') + 1);
        int indent = last.length() - last.stripLeading().length();
        return indent == 0 ? declaration : declaration.replaceAll("\n {1," + indent + "}", "\n");
    }

    /// A declaration as its author wrote it, up to its body, without annotations and comments.
    static String header(String declaration) {
        var tokens = Lexer.lex(declaration).tokens();
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
            boolean apart = i > 0 && tokens.get(i - 1).end() < token.start() && !opens(header);
            header.append(apart && !header.isEmpty() ? " " : "").append(token.text());
            i++;
        }
        return Signatures.simple(header.toString())
                .replace(" extends Object>", ">")
                .strip();
    }

    /// Whether what follows stands close: in `Task<@Nullable Void>` too, where the annotation is left out.
    private static boolean opens(StringBuilder header) {
        return !header.isEmpty() && "(<".indexOf(header.charAt(header.length() - 1)) >= 0;
    }
}

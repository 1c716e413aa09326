package catnap.kernel.java;

import catnap.kernel.java.Completion.Proposal;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/// Proposes what could stand at the cursor: members of what is before the dot, or names in scope.
final class Completer {
    private static final int MOST = 500;
    private static final int MOST_KEPT = 200;
    private static final String DUMMY = "complete$";
    private static final Set<String> BRING_NAMES = Set.of("class", "record", "enum", "interface", "new", "import");
    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "permits",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "short",
            "static",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "var",
            "void",
            "volatile",
            "while",
            "yield");

    /// What is asked of a type: its members whose names begin so.
    ///
    /// @param type its full name with its arguments; a cell's type has another one whenever it is declared anew
    /// @param side `.` of an object, `.` of the type itself, or `::`
    private record Question(String type, Side side, String prefix) {}

    private enum Side {
        OBJECT,
        TYPE,
        REFERENCE
    }

    private final Javac javac;
    private final Names names;
    private final Preload preload;
    private final ParameterNames parameters;
    private final Map<Question, List<Proposal>> kept = new ConcurrentHashMap<>(); // any thread

    Completer(Javac javac, Names names, Preload preload, Sources sources) {
        this.parameters = new ParameterNames(sources);
        this.javac = javac;
        this.names = names;
        this.preload = preload;
    }

    /// To be called when a type may mean something else than before: the class path has changed.
    void forget() {
        kept.clear();
    }

    Completion complete(String text, int cursor) {
        String before = text.substring(0, Math.clamp(cursor, 0, text.length()));
        int start = wordStart(before);
        String prefix = before.substring(start);
        if (!isName(before)) return new Completion(List.of(), before.length(), before.length());
        int module = ModuleNames.start(before);
        if (module >= 0) {
            return new Completion(ModuleNames.beginning(before.substring(module)), module, before.length());
        }
        boolean afterDot = isAfterDot(before, start);
        boolean label = CaseLabels.areNext(Lexer.lex(before.substring(0, start)).tokens());
        var found = new LinkedHashMap<String, Proposal>();
        if (label) {
            asked(before + DUMMY, start, (run, trees, path) -> labels(run, trees, path, prefix), preload)
                    .forEach(p -> found.putIfAbsent(p.text(), p));
        }
        if (!afterDot) known(prefix).forEach(p -> found.putIfAbsent(p.text(), p));
        if (afterDot || !prefix.isEmpty()) {
            known(before, start, prefix)
                    .orElseGet(() -> asked(prefix.isEmpty() ? before + DUMMY : before, start, prefix, afterDot))
                    .forEach(p -> found.putIfAbsent(p.text(), p));
        }
        if (!afterDot && prefix.length() > 1) keywords(prefix).forEach(p -> found.putIfAbsent(p.text(), p));
        return new Completion(found.values().stream().limit(MOST).toList(), start, before.length());
    }

    private static int wordStart(String text) {
        int start = text.length();
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) start--;
        return start;
    }

    /// Whether a letter typed here would be part of a name: not inside a comment, a string or a number.
    private static boolean isName(String text) {
        var tokens = Lexer.lex(text + "x").tokens();
        return !tokens.isEmpty()
                && tokens.getLast().isWord()
                && tokens.getLast().end() == text.length() + 1;
    }

    private static boolean isAfterDot(String text, int start) {
        String head = text.substring(0, start).stripTrailing();
        return head.endsWith(".") || head.endsWith("::");
    }

    private List<Proposal> known(String prefix) {
        return names.snapshot().stream()
                .filter(known -> known.name().startsWith(prefix))
                .map(known -> new Proposal(known.name(), kind(known.kind()), known.signature()))
                .sorted(Comparator.comparing(Proposal::text))
                .toList();
    }

    private static String kind(String known) {
        return switch (known) {
            case "method" -> "function";
            case "variable" -> "instance";
            default -> "class";
        };
    }

    private static Stream<Proposal> keywords(String prefix) {
        return KEYWORDS.stream()
                .filter(word -> word.startsWith(prefix))
                .sorted()
                .map(word -> new Proposal(word, "keyword", ""));
    }

    /// The members of an expression are the same whatever else is imported; the names in scope are not.
    private List<Proposal> asked(String text, int at, String prefix, boolean afterDot) {
        Search search = (run, trees, path) -> proposals(run, trees, path, prefix);
        var members = afterDot ? asked(text, at, search, preload) : List.<Proposal>of();
        return members.isEmpty() ? asked(text, at, search, preload.whole()) : members;
    }

    /// Looks for proposals at a place of an attributed unit.
    private interface Search {
        List<Proposal> find(Javac.Run run, Trees trees, TreePath path);
    }

    private static List<Proposal> labels(Javac.Run run, Trees trees, TreePath path, String prefix) {
        return CaseLabels.at(path, trees, run.task().getTypes()).stream()
                .filter(label -> matches(label.getSimpleName().toString(), prefix))
                .map(Signatures::proposal)
                .toList();
    }

    /// What is known of `variable.prefix` without asking javac: the members of its type were found before, and nothing
    /// in the text can give the variable's name another meaning.
    private Optional<List<Proposal>> known(String before, int start, String prefix) {
        var tokens = Lexer.lex(before.substring(0, start)).tokens();
        int at = tokens.size() - 2;
        if (at < 0 || !tokens.getLast().is(".") || !tokens.get(at).isWord()) return Optional.empty();
        String name = tokens.get(at).text();
        boolean selected =
                at > 0 && (tokens.get(at - 1).is(".") || tokens.get(at - 1).is("::"));
        if (selected || mayRedefine(tokens, name)) return Optional.empty();
        return names.variable(name)
                .map(Names.LiveVariable::type)
                .filter(type -> !type.endsWith("]") && !type.contains(">."))
                .map(type -> kept.get(new Question(type, Side.OBJECT, prefix)));
    }

    /// A name that only ever stands before a dot is not declared; but a class may inherit it, or an import bring it.
    private static boolean mayRedefine(List<Token> tokens, String name) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean alone = i + 1 == tokens.size() || !tokens.get(i + 1).is(".");
            if (token.isWord() && (BRING_NAMES.contains(token.text()) || (alone && token.is(name)))) return true;
        }
        return false;
    }

    private List<Proposal> asked(String text, int at, Search search, Preload imports) {
        var edit = EditUnit.of(text, names, imports);
        return javac.run(Map.of(EditUnit.NAME, edit.text()), run -> {
            CompilationUnitTree tree = run.parse().iterator().next();
            run.analyze();
            var trees = run.trees();
            return edit.pathAt(at, tree, trees)
                    .map(path -> search.find(run, trees, path))
                    .orElse(List.of());
        });
    }

    private List<Proposal> proposals(Javac.Run run, Trees trees, TreePath path, String prefix) {
        Optional<TreePath> site = site(path).map(expression -> new TreePath(path, expression));
        var words = site.map(there -> DotWords.behind(there, trees)).orElse(List.of());
        return Stream.concat(
                        words.stream().filter(word -> matches(word.text(), prefix)),
                        named(run, trees, path, site, prefix).stream())
                .toList();
    }

    private List<Proposal> named(Javac.Run run, Trees trees, TreePath path, Optional<TreePath> site, String prefix) {
        var question = site.flatMap(there -> question(trees, there, prefix));
        var known = question.map(kept::get);
        if (known.isPresent()) return known.get();
        var members = new Members(run.task(), trees, path, name -> matches(name, prefix));
        boolean reference = path.getLeaf() instanceof MemberReferenceTree;
        var elements = site.map(there -> members.of(there, reference)).orElseGet(members::inScope);
        var proposals = elements.stream()
                .sorted(Comparator.comparing((Element e) -> Members.isObjects(e))
                        .thenComparing(e -> !e.getSimpleName().toString().startsWith(prefix))
                        .thenComparing(e -> e.getSimpleName().toString()))
                .map(element -> proposal(run, trees, site, element))
                .toList();
        if (kept.size() >= MOST_KEPT) kept.clear();
        question.ifPresent(asked -> kept.put(asked, proposals));
        return proposals;
    }

    private Proposal proposal(Javac.Run run, Trees trees, Optional<TreePath> site, Element element) {
        var type = site.map(trees::getTypeMirror);
        boolean seen = !element.getModifiers().contains(Modifier.STATIC)
                && (element.getKind() == ElementKind.METHOD || element.getKind() == ElementKind.FIELD);
        var names = site.isPresent() && element instanceof ExecutableElement method
                ? parameters.of(run, method)
                : List.<String>of();
        return seen && type.isPresent() && type.get() instanceof DeclaredType declared
                ? Signatures.proposal(element, run.task().getTypes().asMemberOf(declared, element), names)
                : Signatures.proposal(element, element.asType(), names);
    }

    /// The question about a type that means the same in every cell: not about one that is being typed, nor asked within
    /// a class, which may see more of a type than others do.
    private static Optional<Question> question(Trees trees, TreePath site, String prefix) {
        boolean isType = trees.getElement(site) instanceof TypeElement;
        boolean reference = site.getParentPath().getLeaf() instanceof MemberReferenceTree;
        Side side = !isType ? Side.OBJECT : reference ? Side.REFERENCE : Side.TYPE;
        if (isWithinAClass(site)
                || !(trees.getTypeMirror(site) instanceof DeclaredType declared)
                || !(declared.asElement() instanceof TypeElement element)) return Optional.empty();
        String type = element.getQualifiedName().toString();
        boolean here = type.isEmpty() || type.startsWith(CellNames.PACKAGE + "." + EditUnit.NAME);
        if (here) return Optional.empty();
        return Optional.of(new Question(Signatures.withoutCapture(declared.toString()), side, prefix));
    }

    private static boolean isWithinAClass(TreePath site) {
        int classes = 0;
        for (var tree : site) {
            if (tree instanceof ClassTree) classes++;
        }
        return classes > 1; // the text itself is dressed as one
    }

    static Optional<ExpressionTree> site(TreePath path) {
        return switch (path.getLeaf()) {
            case MemberSelectTree select -> Optional.of(select.getExpression());
            case MemberReferenceTree reference -> Optional.of(reference.getQualifierExpression());
            default -> Optional.empty();
        };
    }

    /// The prefix may be typed in the wrong case.
    private static boolean matches(String name, String prefix) {
        return name.startsWith(prefix)
                || (prefix.length() > 2 && name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)));
    }
}

package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/// Explains the name under the cursor: how it is declared, and what its author wrote about it.
final class Inspector {
    private static final int MOST = 8;
    private static final Set<String> OWN_OBJECT = Set.of("this", "super");

    private final Javac javac;
    private final Names names;
    private final Preload preload;
    private final CellDocs cells;
    private final Docs docs;

    Inspector(Javac javac, Names names, Preload preload, SourceDocs written) {
        this.javac = javac;
        this.names = names;
        this.preload = preload;
        this.cells = new CellDocs(names, written);
        this.docs = new Docs(written, cells);
    }

    Optional<Inspection> inspect(String text, int cursor) {
        var asked = Asked.at(Lexer.lex(text).tokens(), cursor);
        if (asked.isEmpty()) return Optional.empty();
        var found = explain(text, asked.get(), preload);
        if (found.isEmpty()) found = explain(text, asked.get(), preload.whole());
        return found.isEmpty() ? Optional.empty() : Optional.of(inspection(found));
    }

    private List<Doc> explain(String text, Asked asked, Preload imports) {
        var own = cells.named(asked.name());
        var edit = EditUnit.of(text, names, imports);
        return javac.run(Map.of(EditUnit.NAME, edit.text()), run -> {
            CompilationUnitTree tree = run.parse().iterator().next();
            run.analyze();
            var trees = run.trees();
            return edit.pathAt(asked.word().start(), tree, trees)
                    .map(path -> new Search(run, trees, tree, edit, path).explain(asked, own))
                    .orElse(own);
        });
    }

    /// The name that is asked about.
    ///
    /// @param call whether the cursor is in the list of arguments behind it
    /// @param bare whether that list is empty still, so that any overload may be meant
    private record Asked(Token word, boolean call, boolean bare) {
        String name() {
            return word.text();
        }

        /// The name that the cursor touches, or else the one whose argument list it is in.
        static Optional<Asked> at(List<Token> tokens, int cursor) {
            var touched = tokens.stream()
                    .filter(token -> token.isWord() && token.start() <= cursor && cursor <= token.end())
                    .findFirst();
            if (touched.isPresent()) return touched.map(word -> new Asked(word, false, false));
            Deque<Optional<Asked>> callers = new ArrayDeque<>();
            for (int i = 0; i < tokens.size() && tokens.get(i).start() < cursor; i++) {
                boolean bare = i + 1 == tokens.size() || tokens.get(i + 1).is(")");
                if (tokens.get(i).is("(")) callers.push(caller(tokens, i).map(word -> new Asked(word, true, bare)));
                else if (tokens.get(i).is(")") && !callers.isEmpty()) callers.pop();
            }
            return callers.stream().flatMap(Optional::stream).findFirst();
        }

        /// The word before a bracket, or before the type arguments that stand before it.
        private static Optional<Token> caller(List<Token> tokens, int bracket) {
            int at = bracket - 1;
            int depth = 0;
            while (at > 0 && (depth > 0 || tokens.get(at).is(">"))) {
                if (tokens.get(at).is(">")) depth++;
                if (tokens.get(at).is("<")) depth--;
                at--;
            }
            return at < 0 ? Optional.empty() : Optional.of(tokens.get(at)).filter(Token::isWord);
        }
    }

    /// The answer to one question, found in one run of javac.
    private final class Search {
        private final Javac.Run run;
        private final Trees trees;
        private final CompilationUnitTree tree;
        private final EditUnit edit;
        private final TreePath path;

        Search(Javac.Run run, Trees trees, CompilationUnitTree tree, EditUnit edit, TreePath path) {
            this.run = run;
            this.trees = trees;
            this.tree = tree;
            this.edit = edit;
            this.path = path;
        }

        /// @param own what cells declare under that name
        List<Doc> explain(Asked asked, List<Doc> own) {
            if (OWN_OBJECT.contains(asked.name())) return List.of();
            var constructors = asked.call() ? constructors(asked, own) : List.<Doc>of();
            if (!constructors.isEmpty()) return constructors;
            Element element = trees.getElement(path);
            boolean known = isKnown(element, asked.name());
            if (known && !(asked.bare() && element instanceof ExecutableElement)) {
                return explain(Objects.requireNonNull(element), own);
            }
            boolean isOwn = !known || Docs.isCells(Objects.requireNonNull(element));
            var candidates = candidates(asked.name());
            if (!isOwn || own.isEmpty())
                return candidates.stream().map(this::doc).toList();
            var here = candidates.stream().flatMap(each -> here(each).stream());
            return Stream.concat(here, own.stream()).toList();
        }

        /// What the name may mean where it stands.
        private List<Element> candidates(String name) {
            var members = new Members(run.task(), trees, path, name::equals);
            return Completer.site(path)
                    .map(site -> named(members, new TreePath(path, site)))
                    .orElseGet(members::inScope)
                    .stream()
                    .filter(candidate -> candidate.getKind() != ElementKind.PACKAGE)
                    .distinct()
                    .limit(MOST)
                    .toList();
        }

        /// Behind a type a learner may also name what its objects have: `String.isBlank`.
        private static List<Element> named(Members members, TreePath site) {
            var found = members.of(site, false);
            return found.isEmpty() ? members.of(site, true) : found;
        }

        private static boolean isKnown(@Nullable Element element, String name) {
            return element != null
                    && element.getSimpleName().contentEquals(name)
                    && element.asType().getKind() != TypeKind.ERROR
                    // A name that means nothing might be a package, says javac.
                    && !(element instanceof PackageElement named
                            && named.getEnclosedElements().isEmpty());
        }

        private List<Doc> explain(Element element, List<Doc> own) {
            boolean ofACell = CellNames.isTopClass(String.valueOf(element.getEnclosingElement()));
            return ofACell && !own.isEmpty() ? own : List.of(doc(element));
        }

        private Doc doc(Element element) {
            return here(element).orElseGet(() -> docs.of(run, element));
        }

        private Optional<Doc> here(Element element) {
            return edit.declaration(element, tree, trees)
                    .map(range -> cells.here(element, range.text(), range.start(), range.end()));
        }

        /// The constructors that may be meant, as far as their source can be found.
        private List<Doc> constructors(Asked asked, List<Doc> own) {
            var made = NewObject.at(path, trees);
            if (made.isEmpty()) return List.of();
            var meant = made.get().constructor().filter(one -> !asked.bare());
            // A record's own declaration is that of a constructor.
            if (made.get().ofRecord() && !own.isEmpty()) return own;
            return meant.map(List::of).orElseGet(made.get()::constructors).stream()
                    .limit(MOST)
                    .flatMap(each -> here(each)
                            .or(() -> docs.written(run, each, made.get().type()))
                            .stream())
                    .toList();
        }
    }

    private static Inspection inspection(List<Doc> found) {
        String markdown = found.stream().map(Doc::markdown).collect(Collectors.joining("\n\n---\n\n"));
        String plain = found.stream().map(Doc::plain).collect(Collectors.joining("\n\n"));
        String source =
                found.stream().map(Doc::source).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
        return new Inspection(plain, markdown, source);
    }
}

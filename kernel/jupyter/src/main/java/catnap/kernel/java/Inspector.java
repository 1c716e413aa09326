package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.TypeKind;

/// Explains the name under the cursor: how it is declared, and what its author wrote about it.
final class Inspector {
    private static final int MOST = 8;

    private final Javac javac;
    private final Names names;
    private final Preload preload;
    private final Docs docs;

    Inspector(Javac javac, Names names, Preload preload, Docs docs) {
        this.javac = javac;
        this.names = names;
        this.preload = preload;
        this.docs = docs;
    }

    Optional<Inspection> inspect(String text, int cursor) {
        var word = wordAt(Lexer.lex(text).tokens(), cursor);
        if (word.isEmpty()) return Optional.empty();
        var found = explain(text, word.get(), preload);
        if (found.isEmpty()) found = explain(text, word.get(), preload.whole());
        return found.isEmpty() ? Optional.empty() : Optional.of(inspection(found));
    }

    private List<Doc> explain(String text, Token word, Preload imports) {
        var own = ownDeclarations(word.text());
        var edit = EditUnit.of(text, names, imports);
        return javac.run(Map.of(EditUnit.NAME, edit.text()), run -> {
            CompilationUnitTree tree = run.parse().iterator().next();
            run.analyze();
            var trees = Trees.instance(run.task());
            return edit.pathAt(word.start(), tree, trees)
                    .map(path -> explain(run, trees, path, word.text(), own))
                    .orElse(own);
        });
    }

    /// The name that the cursor touches, or else the one whose argument list it is in.
    private static Optional<Token> wordAt(List<Token> tokens, int cursor) {
        var touched = tokens.stream()
                .filter(token -> token.isWord() && token.start() <= cursor && cursor <= token.end())
                .findFirst();
        if (touched.isPresent()) return touched;
        Deque<Optional<Token>> callers = new ArrayDeque<>();
        Optional<Token> before = Optional.empty();
        for (Token token : tokens) {
            if (token.start() >= cursor) break;
            if (token.is("(")) callers.push(before.filter(Token::isWord));
            else if (token.is(")") && !callers.isEmpty()) callers.pop();
            before = Optional.of(token);
        }
        return callers.stream().flatMap(Optional::stream).findFirst();
    }

    /// What cells declare under this name, from the cells' own text.
    private List<Doc> ownDeclarations(String name) {
        var found = new ArrayList<Doc>();
        names.variable(name)
                .ifPresent(v -> found.add(new Doc(
                        Diagnostics.withoutPackages(v.type()) + " " + name,
                        "",
                        v.variable().chunk().source().label())));
        for (Names.LiveMember live : names.members()) {
            if (live.member().name().equals(name)) found.add(ownDoc(live.member()));
        }
        return found;
    }

    private static Doc ownDoc(Member member) {
        String header = member.headerText();
        int body = header.indexOf('{');
        return new Doc(
                (body < 0 ? header : header.substring(0, body)).strip(),
                Docs.commentBefore(member.source().text(), member.chunk().start()),
                member.source().label());
    }

    private List<Doc> explain(Javac.Run run, Trees trees, TreePath path, String name, List<Doc> own) {
        Element element = trees.getElement(path);
        boolean known = element != null
                && element.getSimpleName().contentEquals(name)
                && element.asType().getKind() != TypeKind.ERROR
                // A name that means nothing might be a package, says javac.
                && !(element instanceof PackageElement named
                        && named.getEnclosedElements().isEmpty());
        if (known && isOurs(Objects.requireNonNull(element))) {
            return own.isEmpty() ? List.of(new Doc(Signatures.declaration(element), "", "")) : own;
        }
        if (known) return List.of(docs.of(run, Objects.requireNonNull(element)));
        if (!own.isEmpty()) return own;
        var members = new Members(run.task(), trees, path, name::equals);
        return Completer.site(path)
                .map(site -> members.of(new TreePath(path, site), false))
                .orElseGet(members::inScope)
                .stream()
                .filter(candidate -> candidate.getKind() != ElementKind.PACKAGE)
                .distinct()
                .limit(MOST)
                .map(candidate -> docs.of(run, candidate))
                .toList();
    }

    private static boolean isOurs(Element element) {
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each.getKind() == ElementKind.PACKAGE) return each.toString().equals(CellNames.PACKAGE);
        }
        return false;
    }

    private static Inspection inspection(List<Doc> found) {
        String markdown = found.stream().map(Doc::markdown).collect(Collectors.joining("\n\n---\n\n"));
        String plain = found.stream().map(Doc::plain).collect(Collectors.joining("\n\n"));
        return new Inspection(plain, markdown);
    }
}

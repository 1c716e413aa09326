package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/// A cell in the middle of being typed, dressed up so that javac can say what its names mean: brackets that are open
/// at its end are closed, variables are locals.
final class EditUnit {
    /// The class that it is dressed as.
    static final String NAME = "Edit";

    private final Source source;
    private final UnitText unit;

    private EditUnit(Source source, UnitText unit) {
        this.source = source;
        this.unit = unit;
    }

    static EditUnit of(String text, Names names, Preload preload) {
        var lexed = Lexer.lex(text);
        var closed = new Source(-1, text + closers(lexed.tokens()));
        List<Chunk> chunks = Splitter.chunks(closed);
        var words = new LinkedHashSet<String>();
        chunks.forEach(chunk -> words.addAll(chunk.words()));
        var edit = new EditUnit(closed, new UnitText());
        edit.write(chunks, words, names, preload);
        return edit;
    }

    private static String closers(List<Token> tokens) {
        Deque<String> open = new ArrayDeque<>();
        for (Token token : tokens) {
            if (token.is("(")) open.push(")");
            else if (token.is("[")) open.push("]");
            else if (token.is("{")) open.push(";}");
            else if ((token.is(")") || token.is("]") || token.is("}")) && !open.isEmpty()) open.pop();
        }
        return String.join("", open);
    }

    private void write(List<Chunk> chunks, Set<String> words, Names names, Preload preload) {
        unit.own("package " + CellNames.PACKAGE + "; ");
        names.importLines(words, Set.of(), Set.of()).forEach(unit::own);
        names.learnerImports(words, Set.of()).forEach(unit::own);
        unit.own(preload.text(words, names.importsByStar() || chunks.stream().anyMatch(EditUnit::importsByStar)));
        for (Chunk chunk : chunks) {
            if (chunk.kind() == Chunk.Kind.IMPORT) copy(chunk).own(chunk.endsWith(";") ? "" : ";");
        }
        unit.own("class " + NAME + " {");
        for (Chunk chunk : chunks) {
            if (chunk.kind() == Chunk.Kind.METHOD || chunk.kind() == Chunk.Kind.TYPE) {
                unit.own("static ");
                copy(chunk);
            }
        }
        unit.own("static void " + CellNames.BODY + "() throws java.lang.Throwable {");
        for (Chunk chunk : chunks) {
            if (chunk.kind() == Chunk.Kind.STATEMENT) copy(chunk).own(OutlineParser.terminator(chunk));
        }
        unit.own("}}");
    }

    private static boolean importsByStar(Chunk chunk) {
        return chunk.kind() == Chunk.Kind.IMPORT
                && Names.Import.of(chunk).name().isEmpty();
    }

    private UnitText copy(Chunk chunk) {
        return unit.copy(source, chunk.masked(), chunk.start(), chunk.end());
    }

    String text() {
        return unit.text();
    }

    /// A piece of the text being typed.
    record Range(String text, int start, int end) {}

    /// Where the text declares an element, if it is the text that does.
    Optional<Range> declaration(Element element, CompilationUnitTree tree, Trees trees) {
        Tree declared = trees.getTree(element);
        if (declared == null) return Optional.empty();
        var positions = trees.getSourcePositions();
        long start = positions.getStartPosition(tree, declared);
        long end = positions.getEndPosition(tree, declared);
        if (start < 0 || end < start) return Optional.empty();
        return unit.place(start)
                .flatMap(from -> unit.place(end)
                        .filter(to -> from.offset() <= to.offset())
                        .map(to -> new Range(source.text(), from.offset(), to.offset())));
    }

    /// The innermost tree that ends at this place of the cell or reaches over it.
    Optional<TreePath> pathAt(int offset, CompilationUnitTree tree, Trees trees) {
        var position = unit.position(source, offset);
        if (position.isEmpty()) return Optional.empty();
        var finder = new Finder(tree, trees.getSourcePositions(), position.getAsLong());
        finder.scan(tree, null);
        return Optional.ofNullable(finder.found);
    }

    private static final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final long position;
        private @Nullable TreePath found;

        Finder(CompilationUnitTree unit, SourcePositions positions, long position) {
            this.unit = unit;
            this.positions = positions;
            this.position = position;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            if (tree == null) return null;
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            if (start <= position && position <= end) {
                TreePath parent = getCurrentPath();
                found = parent == null ? new TreePath(unit) : new TreePath(parent, tree);
                super.scan(tree, null);
            } else if (start < 0 || end < 0) {
                super.scan(tree, null);
            }
            return null;
        }

        @Override
        public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void nothing) {
            return scan(tree.getErrorTrees(), null);
        }
    }
}

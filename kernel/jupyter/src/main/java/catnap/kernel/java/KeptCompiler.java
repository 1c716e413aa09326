package catnap.kernel.java;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.DeferredCompletionFailureHandler;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Preview;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.comp.Annotate;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Check;
import com.sun.tools.javac.comp.CompileStates;
import com.sun.tools.javac.comp.Enter;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.comp.Modules;
import com.sun.tools.javac.main.JavaCompiler;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.LetExpr;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Log;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/// A compiler that is kept from run to run, with what it knows of the JDK, the class path and the cells.
///
/// JShell's `JavacTaskPool` does the same, but makes a new task for each run, which reads the options again, looks for
/// plug-ins and goes through all modules of the JDK: half of what a small unit costs a young kernel. Here that is done
/// once. What must be forgotten after each run is what that pool forgets.
final class KeptCompiler implements JavacPool.Phases { // under the lock of Javac
    private final Context context = new Context();
    private final JavacTask task;
    private final JavaCompiler compiler;
    private final DeferredCompletionFailureHandler failures;
    private final CellSymbols cells;
    private final MemoryFiles files;
    private boolean sound = true;

    // Of the run under way:
    private DiagnosticListener<JavaFileObject> listener = _ -> {};
    private List<JavaFileObject> sources = List.of();
    private @Nullable Iterable<JCCompilationUnit> units;
    private @Nullable Queue<Env<AttrContext>> analyzed;

    KeptCompiler(MemoryFiles files, List<String> options) {
        this.files = files;
        // Not System.err: each phase flushes it, and ours then asks whose cell that is.
        var silence = Writer.nullWriter();
        // This one reads the options and the list of modules, and is asked for elements and types ever after.
        var first = (JavacTaskImpl) JavacTool.create()
                .getTask(silence, files, problem -> listener.report(problem), options, null, null, context);
        first.ensureEntered();
        task = first;
        compiler = JavaCompiler.instance(context);
        failures = DeferredCompletionFailureHandler.instance(context);
        cells = new CellSymbols(context);
        Annotate.instance(context).newRound(); // as before any other run
    }

    /// One run. If it throws, this compiler is not to be used again.
    ///
    /// @param work is given this
    <R> R run(
            Map<String, String> texts,
            DiagnosticListener<JavaFileObject> listener,
            Function<JavacPool.Phases, R> work) {
        this.listener = listener;
        sources = MemoryFiles.sources(texts);
        cells.add(files.news());
        R result = work.apply(this);
        end(texts.keySet());
        return result;
    }

    /// Whether it may be used again: a class that extends itself can leave a class of the JDK in pieces, and one that
    /// is
    /// too large to be written leaves its constants to the classes that come after it.
    boolean isSound() {
        return sound;
    }

    private void end(Set<String> names) {
        if (analyzed != null) forget(names);
        Log.instance(context).clear();
        compiler.newRound();
        listener = _ -> {};
        sources = List.of();
        units = null;
        analyzed = null;
    }

    private void forget(Set<String> names) {
        parsed().forEach(unit -> new Forgetting().scan(unit, null));
        cells.remove(names, files.written().keySet());
        Enter.instance(context).newRound();
        Types.instance(context).newRound();
        Check.instance(context).newRound();
        Check.instance(context).clear();
        Preview.instance(context).clear();
        Annotate.instance(context).newRound();
        CompileStates.instance(context).clear();
        JavacElements.instance(context).newRound();
    }

    @Override
    public JavacTask task() {
        return task;
    }

    @Override
    public Trees trees() {
        return JavacTrees.instance(context);
    }

    @Override
    public Iterable<? extends CompilationUnitTree> parse() {
        return parsed();
    }

    private Iterable<JCCompilationUnit> parsed() {
        var known = units;
        if (known == null) units = known = inside(() -> compiler.parseFiles(sources));
        return known;
    }

    @Override
    public void analyze() {
        analyzedUnits();
    }

    private Queue<Env<AttrContext>> analyzedUnits() {
        var known = analyzed;
        if (known == null) {
            var parsed = com.sun.tools.javac.util.List.from(parsed());
            analyzed = known = inside(() -> {
                for (var unit : parsed) unit.modle = Modules.instance(context).getDefaultModule();
                compiler.enterTrees(parsed);
                for (var unit : parsed) unit.getTypeDecls().forEach(KeptCompiler::dropConstructor);
                return compiler.warn(compiler.flow(compiler.attribute(compiler.todo)));
            });
        }
        return known;
    }

    /// Nobody makes an object of a cell: the constructor that javac has added need not be compiled.
    private static void dropConstructor(Tree type) {
        if (!(type instanceof JCClassDecl cell) || cell.sym == null) return;
        if (!cell.sym.packge().fullname.contentEquals(CellNames.PACKAGE)) return;
        for (var member : cell.defs) {
            if (member instanceof JCMethodDecl method && (method.mods.flags & Flags.GENERATEDCONSTR) != 0) {
                cell.defs = com.sun.tools.javac.util.List.filter(cell.defs, member);
                cell.sym.members_field.remove(method.sym);
            }
        }
    }

    @Override
    public void generate() {
        var classes = analyzedUnits();
        inside(() -> {
            compiler.generate(compiler.desugar(classes));
            compiler.reportDeferredDiagnostics();
            return classes;
        });
        if (compiler.errorCount() > 0) sound = false;
    }

    private <T> T inside(Supplier<T> phase) {
        var before = failures.setHandler(failures.javacCodeHandler);
        try {
            return phase.get();
        } finally {
            failures.setHandler(before);
            compiler.log.flush();
        }
    }

    /// Has javac forget the classes of a unit, local ones too.
    private final class Forgetting extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Symtab symbols = Symtab.instance(context);

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            if (!(tree instanceof LetExpr let)) return super.scan(tree, null);
            scan(let.defs, null);
            return scan((Tree) let.expr, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            ClassSymbol type = ((JCClassDecl) tree).sym;
            if (type != null) {
                symbols.removeClass(type.packge().modle, type.flatName());
                if (spoils(type)) sound = false;
            }
            return super.visitClass(tree, null);
        }

        private static boolean spoils(ClassSymbol type) {
            return type.type instanceof Type.ClassType made
                    && made.supertype_field != null
                    && made.supertype_field.tsym instanceof ClassSymbol parent
                    && parent.flatName().toString().startsWith("java.")
                    && parent.kind != Kinds.Kind.TYP;
        }
    }
}

package catnap.kernel.java;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;

/// Where compiler tasks come from: JShell's own pool, whose tasks remember the JDK's classes from run to run (a cell
/// compiles in 4 ms instead of 17), or fresh tasks where the pool is not exported to us.
sealed interface JavacPool {
    <R> R run(
            JavaCompiler compiler,
            MemoryFiles files,
            DiagnosticListener<JavaFileObject> listener,
            List<String> options,
            List<JavaFileObject> units,
            Function<JavacTask, R> work);

    /// Drops what is remembered, because the class path has changed.
    void forget();

    static JavacPool create() {
        try {
            return new Shared();
        } catch (IllegalAccessError e) {
            return new Fresh();
        }
    }

    /// Public API alone; every task reads the JDK's classes anew.
    final class Fresh implements JavacPool {
        @Override
        public <R> R run(
                JavaCompiler compiler,
                MemoryFiles files,
                DiagnosticListener<JavaFileObject> listener,
                List<String> options,
                List<JavaFileObject> units,
                Function<JavacTask, R> work) {
            return work.apply((JavacTask) compiler.getTask(null, files, listener, options, null, units));
        }

        @Override
        public void forget() {}
    }

    /// Needs `--add-exports jdk.compiler/com.sun.tools.javac.{api,code,util}=ALL-UNNAMED`.
    final class Shared implements JavacPool {
        // What a compiler remembers grows by some 8 KB a cell: names, listeners of imported packages, inference.
        private static final int RUNS_OF_ONE = 250;

        private JavacTaskPool pool = new JavacTaskPool(2);
        private int runs;

        @Override
        public <R> R run(
                JavaCompiler compiler,
                MemoryFiles files,
                DiagnosticListener<JavaFileObject> listener,
                List<String> options,
                List<JavaFileObject> units,
                Function<JavacTask, R> work) {
            if (++runs % RUNS_OF_ONE == 0) {
                forget();
                files.dropNames();
            }
            return pool.getTask(null, files, listener, options, null, units, task -> {
                // Asked for first: a task that has written its classes has lost it.
                Context context = ((JavacTaskImpl) task).getContext();
                try {
                    return work.apply(task);
                } finally {
                    forgetCells(context, files.names());
                }
            });
        }

        @Override
        public void forget() {
            pool = new JavacTaskPool(2);
        }

        /// Makes the next task list the cells' package again, as JShell's TaskFactory does. The classes are asked
        /// for by name: to look for them among all that javac knows took a fifth of a small cell.
        private static void forgetCells(Context context, Collection<String> classes) {
            Symtab symbols = Symtab.instance(context);
            Symbol.ModuleSymbol module =
                    symbols.java_base.equals(symbols.noModule) ? symbols.noModule : symbols.unnamedModule;
            Names names = Names.instance(context);
            Symbol.PackageSymbol cells = symbols.getPackage(module, names.fromString(CellNames.PACKAGE));
            if (cells == null) return;
            for (String type : classes) symbols.removeClass(module, names.fromString(type));
            cells.members_field = null;
            cells.completer = ClassFinder.instance(context).getCompleter();
        }
    }
}

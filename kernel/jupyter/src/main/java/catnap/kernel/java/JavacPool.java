package catnap.kernel.java;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskPool;
import java.util.List;
import java.util.Map;
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
            Map<String, String> units,
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
                Map<String, String> units,
                Function<JavacTask, R> work) {
            return work.apply(
                    (JavacTask) compiler.getTask(null, files, listener, options, null, MemoryFiles.sources(units)));
        }

        @Override
        public void forget() {}
    }

    /// Needs `--add-exports jdk.compiler/com.sun.tools.javac.{api,code,util}=ALL-UNNAMED`.
    final class Shared implements JavacPool {
        // What a compiler remembers grows by some 8 KB a cell: names, listeners of imported packages, inference.
        private static final int RUNS_OF_ONE = 500;

        private JavacTaskPool pool = new JavacTaskPool(2);
        private int runs;

        @Override
        public <R> R run(
                JavaCompiler compiler,
                MemoryFiles files,
                DiagnosticListener<JavaFileObject> listener,
                List<String> options,
                Map<String, String> units,
                Function<JavacTask, R> work) {
            if (++runs % RUNS_OF_ONE == 0) {
                forget();
                files.forgetNews();
            }
            return pool.getTask(null, files, listener, options, null, MemoryFiles.sources(units), task -> {
                var cells = new CellSymbols(task);
                cells.add(files.news());
                try {
                    return work.apply(task);
                } finally {
                    cells.remove(units.keySet(), files.written().keySet());
                }
            });
        }

        @Override
        public void forget() {
            pool = new JavacTaskPool(2);
        }
    }
}

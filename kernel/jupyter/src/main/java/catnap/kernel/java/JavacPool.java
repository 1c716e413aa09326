package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;

/// Where runs of javac come from: kept compilers, which remember the JDK's classes from run to run (a cell compiles in
/// 1 ms instead of 17), or fresh ones where javac's inside is not exported to us, or is not as we know it.
sealed interface JavacPool {
    /// The phases of a run; each does those before it, if they are not done.
    interface Phases {
        /// For questions about what the run has made.
        JavacTask task();

        /// Between its trees and what javac has found out about them.
        Trees trees();

        Iterable<? extends CompilationUnitTree> parse() throws IOException;

        void analyze() throws IOException;

        void generate() throws IOException;
    }

    <R> R run(Map<String, String> units, DiagnosticListener<JavaFileObject> listener, Function<Phases, R> work);

    /// Drops what is remembered, because the class path has changed.
    void forget();

    /// Public API alone; every task reads the JDK's classes anew.
    record Fresh(JavaCompiler compiler, MemoryFiles files, List<String> options) implements JavacPool {
        @Override
        public <R> R run(
                Map<String, String> units, DiagnosticListener<JavaFileObject> listener, Function<Phases, R> work) {
            var sources = MemoryFiles.sources(units);
            return work.apply(new Public(
                    (JavacTask) compiler.getTask(Writer.nullWriter(), files, listener, options, null, sources)));
        }

        @Override
        public void forget() {}

        private record Public(JavacTask task) implements Phases {
            @Override
            public Trees trees() {
                return Trees.instance(task);
            }

            @Override
            public Iterable<? extends CompilationUnitTree> parse() throws IOException {
                return task.parse();
            }

            @Override
            public void analyze() throws IOException {
                task.analyze();
            }

            @Override
            public void generate() throws IOException {
                task.generate();
            }
        }
    }

    /// Needs `--add-exports jdk.compiler/com.sun.tools.javac.{api,code,comp,main,model,tree,util}=ALL-UNNAMED`.
    final class Kept implements JavacPool {
        // What a compiler remembers grows by some 8 KB a cell: names, listeners of imported packages, inference.
        private static final int RUNS_OF_ONE = 500;

        private final MemoryFiles files;
        private final List<String> options;
        private Deque<KeptCompiler> idle = new ArrayDeque<>(); // under the lock of Javac
        private int runs; // under the lock of Javac

        Kept(MemoryFiles files, List<String> options) {
            this.files = files;
            this.options = options;
        }

        @Override
        public <R> R run(
                Map<String, String> units, DiagnosticListener<JavaFileObject> listener, Function<Phases, R> work) {
            if (++runs % RUNS_OF_ONE == 0) {
                forget();
                files.forgetNews();
            }
            var home = idle; // the docs of a name are read while a run goes on, by a second compiler
            var compiler = home.isEmpty() ? new KeptCompiler(files, options) : home.pop();
            R result = compiler.run(units, listener, work);
            if (compiler.isSound()) home.push(compiler);
            return result;
        }

        @Override
        public void forget() {
            idle = new ArrayDeque<>();
        }
    }
}

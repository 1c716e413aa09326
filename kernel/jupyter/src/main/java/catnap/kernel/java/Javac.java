package catnap.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// The compiler, run again and again on small units. Runs exclude each other; a cell's code is never run in one.
final class Javac {
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xlint:none", "-parameters", "-g:source,lines,vars", "--should-stop=ifError=FLOW");

    private final JavaCompiler compiler;
    private final MemoryFiles files;
    private JavacPool pool; // under this
    private String classPath; // under this

    Javac(String classPath) {
        compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler: a JDK is needed, not a JRE (found "
                    + System.getProperty("java.home") + ")");
        }
        var standard = compiler.getStandardFileManager(null, null, null);
        files = new MemoryFiles(standard);
        this.classPath = classPath;
        files.handleOption("--class-path", List.of(classPath).iterator());
        pool = new JavacPool.Kept(files, OPTIONS);
    }

    MemoryFiles files() {
        return files;
    }

    /// Lets later runs see the classes of a cell. A run that is under way must not meet half of them.
    synchronized void publish(ClassLoader home, Map<String, byte[]> classes) {
        files.publish(home, classes);
    }

    /// The simple names of the types that a package of the class path holds. javac's file manager is for one thread at
    /// a time.
    synchronized Set<String> typesOf(String packageName) {
        return files.typesOf(packageName);
    }

    /// Adds folders and jars to the class path of later cells.
    synchronized void addToClassPath(List<Path> entries) {
        var longer = new StringBuilder(classPath);
        entries.forEach(entry -> longer.append(File.pathSeparator).append(entry));
        classPath = longer.toString();
        files.handleOption("--class-path", List.of(classPath).iterator());
        pool.forget();
    }

    /// One run over some units, by the names of the classes they hold. The run must not be kept: its trees die with it.
    synchronized <R> R run(Map<String, String> units, Function<Run, R> work) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try {
            return pool.run(units, diagnostics, phases -> work.apply(new Run(phases, diagnostics)));
        } catch (IncompatibleClassChangeError | NoClassDefFoundError unlike) { // any JDK's javac but 25's
            if (pool instanceof JavacPool.Fresh) throw unlike;
            pool = new JavacPool.Fresh(compiler, files, OPTIONS);
            return run(units, work);
        } finally {
            files.forgetWritten();
        }
    }

    /// One run of javac, phase by phase.
    final class Run {
        private final JavacPool.Phases phases;
        private final DiagnosticCollector<JavaFileObject> diagnostics;

        Run(JavacPool.Phases phases, DiagnosticCollector<JavaFileObject> diagnostics) {
            this.phases = phases;
            this.diagnostics = diagnostics;
        }

        JavacTask task() {
            return phases.task();
        }

        Trees trees() {
            return phases.trees();
        }

        Iterable<? extends CompilationUnitTree> parse() {
            try {
                return phases.parse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void analyze() {
            try {
                phases.analyze();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Map<String, byte[]> generate() {
            try {
                phases.generate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return files.written();
        }

        List<Diagnostic<? extends JavaFileObject>> errors() {
            if (diagnostics.getDiagnostics().isEmpty()) return List.of();
            return diagnostics.getDiagnostics().stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .toList();
        }
    }
}

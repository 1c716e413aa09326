package catnap.kernel.session;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/// TEMPORARY, never to be landed: just enough of a session for the protocol to be tried before the real one exists.
public final class Session implements AutoCloseable {
    private static volatile @Nullable Publisher publisher;
    private final CompletableFuture<JShell> warm = CompletableFuture.supplyAsync(this::make);
    private volatile @Nullable Thread running;
    private volatile @Nullable Throwable thrown;

    public static Session start() {
        System.setOut(stream(Publisher.Stream.STDOUT));
        System.setErr(stream(Publisher.Stream.STDERR));
        System.setIn(new java.io.InputStream() {
            private byte[] line = {};
            private int next;

            @Override
            public int read() throws java.io.IOException {
                if (next == line.length) {
                    try {
                        line = (out().input("", false) + "\n").getBytes(StandardCharsets.UTF_8);
                    } catch (InterruptedException e) {
                        throw new java.io.InterruptedIOException();
                    }
                    next = 0;
                }
                return line[next++];
            }

            @Override
            public int read(byte[] to, int off, int len) throws java.io.IOException {
                to[off] = (byte) read();
                int more = Math.min(len - 1, line.length - next);
                System.arraycopy(line, next, to, off + 1, more);
                next += more;
                return more + 1;
            }
        });
        return new Session();
    }

    private static PrintStream stream(Publisher.Stream which) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] b, int off, int len) {
                        var out = publisher;
                        if (out != null) {
                            out.stream(which, new String(b, off, len, StandardCharsets.UTF_8));
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    /// For tests: what a cell may call.
    public static Publisher out() {
        return java.util.Objects.requireNonNull(publisher);
    }

    private JShell make() {
        var shell = JShell.builder()
                .executionEngine(
                        new ExecutionControlProvider() {
                            @Override
                            public String name() {
                                return "direct";
                            }

                            @Override
                            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                                return new Direct();
                            }
                        },
                        null)
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        shell.eval("import static java.lang.IO.*;");
        shell.eval("import static catnap.kernel.session.Session.out;");
        shell.eval("1");
        return shell;
    }

    private final class Direct extends DirectExecutionControl {
        @Override
        protected String invoke(Method method) throws Exception {
            thrown = null;
            try {
                method.setAccessible(true);
                var value = method.invoke(null);
                return value == null ? "" : value.toString();
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
                throw e;
            }
        }
    }

    public CellOutcome execute(int number, String source, Publisher out) {
        var shell = warm.join();
        publisher = out;
        running = Thread.currentThread();
        try {
            return evaluate(shell, source);
        } finally {
            running = null;
        }
    }

    private CellOutcome evaluate(JShell shell, String source) {
        Optional<MimeBundle> result = Optional.empty();
        var rest = source;
        while (!rest.isBlank()) {
            var info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            var snippet = info.source() == null ? rest : info.source();
            rest = info.remaining() == null ? "" : info.remaining();
            for (var event : shell.eval(snippet)) {
                if (event.exception() != null) {
                    var e = thrown == null ? event.exception() : thrown;
                    return new CellOutcome.Failed(
                            e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of(e.toString()));
                }
                if (event.status() == jdk.jshell.Snippet.Status.REJECTED) {
                    return new CellOutcome.Failed("CompileError", "does not compile", List.of(snippet));
                }
                boolean expression = event.snippet().kind() == jdk.jshell.Snippet.Kind.EXPRESSION
                        || event.snippet().subKind() == jdk.jshell.Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
                var value = event.value();
                result = expression && value != null && !value.isEmpty()
                        ? Optional.of(MimeBundle.text(value))
                        : Optional.empty();
            }
        }
        return new CellOutcome.Done(result);
    }

    public Map<String, CellOutcome> evaluate(List<String> expressions, Publisher out) {
        var values = new LinkedHashMap<String, CellOutcome>();
        expressions.forEach(source -> values.put(source, execute(0, source, out)));
        return values;
    }

    public void interrupt() {
        var thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }

    public Completions complete(String code, int cursor) {
        int[] anchor = {0};
        var matches = warm.join().sourceCodeAnalysis().completionSuggestions(code, cursor, anchor).stream()
                .map(s -> new Completions.Match(s.continuation(), "", ""))
                .distinct()
                .toList();
        return new Completions(matches, anchor[0], cursor);
    }

    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return warm.join().sourceCodeAnalysis().documentation(code, cursor, true).stream()
                .findFirst()
                .map(d -> MimeBundle.text(d.signature()));
    }

    public Completeness isComplete(String code) {
        SourceCodeAnalysis.Completeness c =
                warm.join().sourceCodeAnalysis().analyzeCompletion(code).completeness();
        return switch (c) {
            case COMPLETE, CONSIDERED_INCOMPLETE, EMPTY, COMPLETE_WITH_SEMI ->
                new Completeness(Completeness.Status.COMPLETE, "");
            case DEFINITELY_INCOMPLETE -> new Completeness(Completeness.Status.INCOMPLETE, "    ");
            case UNKNOWN -> new Completeness(Completeness.Status.INVALID, "");
        };
    }

    @Override
    public void close() {}
}

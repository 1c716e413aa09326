package catnap.asyncio;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A process to be started, with asyncio's keyword arguments as methods: awaiting it starts the process.
///
/// ```java
/// AsyncProcess process = await(createSubprocessExec("sort").stdin(Stdio.PIPE).stdout(Stdio.PIPE));
/// var output = await(process.communicate("b\na\n"));
/// println(output.stdoutText().lines().toList()); // → [a, b]
/// println(process.returncode()); // → 0
/// ```
public final class Subprocess implements Awaitable<AsyncProcess> {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final File NULL_DEVICE = new File(WINDOWS ? "NUL" : "/dev/null");

    private final ProcessBuilder builder;
    private Stdio stdin = Stdio.INHERIT;
    private Stdio stdout = Stdio.INHERIT;
    private Stdio stderr = Stdio.INHERIT;
    private int limit = StreamReader.DEFAULT_LIMIT;

    private Subprocess(List<String> command) {
        builder = new ProcessBuilder(command);
    }

    static Subprocess exec(List<String> command) {
        return new Subprocess(command);
    }

    static Subprocess shell(String command) {
        return new Subprocess(WINDOWS ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command));
    }

    /// Where it reads from; this program's own input unless told otherwise.
    public Subprocess stdin(Stdio stdio) {
        if (stdio == Stdio.STDOUT) throw new IllegalArgumentException("STDOUT is for stderr only");
        stdin = stdio;
        return this;
    }

    /// Where it writes to; this program's own output unless told otherwise.
    public Subprocess stdout(Stdio stdio) {
        if (stdio == Stdio.STDOUT) throw new IllegalArgumentException("STDOUT is for stderr only");
        stdout = stdio;
        return this;
    }

    /// Where it complains to; this program's own error output unless told otherwise.
    public Subprocess stderr(Stdio stdio) {
        stderr = stdio;
        return this;
    }

    /// How many bytes its readers hold, and how long a line may be.
    public Subprocess limit(int bytes) {
        limit = StreamReader.checked(bytes);
        return this;
    }

    /// The folder it works in; this program's own unless told otherwise.
    public Subprocess cwd(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    /// The environment it sees, all of it; this program's own unless told otherwise.
    public Subprocess env(Map<String, String> environment) {
        builder.environment().clear();
        builder.environment().putAll(environment);
        return this;
    }

    /// Starts the process; does not suspend. To be awaited, it throws an [UncheckedIOException] if there is no such
    /// program.
    @Override
    public Coroutine<AsyncProcess> toCoroutine() {
        return new Coroutine<>(this::start);
    }

    private AsyncProcess start() {
        EventLoop loop = Current.runningLoop("createSubprocessExec");
        redirect();
        try {
            return new AsyncProcess(loop, builder.start(), this);
        } catch (IOException error) {
            throw new UncheckedIOException(error.getMessage(), error);
        }
    }

    private void redirect() {
        builder.redirectInput(stdin == Stdio.DEVNULL ? Redirect.from(NULL_DEVICE) : redirect(stdin));
        builder.redirectOutput(redirect(stdout));
        builder.redirectErrorStream(stderr == Stdio.STDOUT);
        builder.redirectError(redirect(stderr));
    }

    private static Redirect redirect(Stdio stdio) {
        return switch (stdio) {
            case INHERIT -> Redirect.INHERIT;
            case PIPE, STDOUT -> Redirect.PIPE;
            case DEVNULL -> Redirect.DISCARD;
        };
    }

    boolean pipesIn() {
        return stdin == Stdio.PIPE;
    }

    boolean pipesOut() {
        return stdout == Stdio.PIPE;
    }

    boolean pipesErr() {
        return stderr == Stdio.PIPE;
    }

    int limit() {
        return limit;
    }
}

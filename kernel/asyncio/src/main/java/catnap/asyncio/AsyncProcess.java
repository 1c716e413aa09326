package catnap.asyncio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A running program (asyncio's `Process`; `java.lang` owns that name). Made by
/// [Asyncio#createSubprocessExec(String, String...)]. If it still runs when the loop is closed it is killed.
public final class AsyncProcess { // loop thread only
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int KILLED_BY = 128; // the JVM adds the signal's number to this, as shells do
    private static final byte[] NONE = new byte[0];

    private final EventLoop loop;
    private final Process process;
    private final Ending exited;
    private final Runnable killer;
    private final @Nullable StreamReader stdout;
    private final @Nullable StreamReader stderr;
    private final @Nullable PipeTransport input;
    private final @Nullable StreamWriter stdin;
    private @Nullable Integer returncode;
    private int signalled; // the last signal sent from here

    AsyncProcess(EventLoop loop, Process process, Subprocess how) {
        this.loop = loop;
        this.process = process;
        this.exited = new Ending(loop, "process");
        this.killer = process::destroyForcibly;
        this.input = how.pipesIn() ? new PipeTransport(loop, process.getOutputStream(), name("stdin")) : null;
        this.stdin = input == null ? null : new StreamWriter(input);
        this.stdout =
                how.pipesOut() ? PipeSource.open(loop, process.getInputStream(), how.limit(), name("stdout")) : null;
        this.stderr =
                how.pipesErr() ? PipeSource.open(loop, process.getErrorStream(), how.limit(), name("stderr")) : null;
        loop.agenda.selection.onClose(killer);
        watchExit(Current.get().context.snapshot());
    }

    private String name(String stream) {
        return stream + " of process " + process.pid();
    }

    private void watchExit(Context context) {
        var _ = process.onExit().thenAccept(ended -> loop.agenda.inbox.offer(new Handle(this::exited, context)));
    }

    private void exited() {
        int value = process.exitValue();
        returncode = signalled > 0 && value == KILLED_BY + signalled ? -signalled : value;
        loop.agenda.selection.forget(killer);
        if (input != null) input.readerGone();
        exited.reach(null);
    }

    /// The system's number for it.
    public long pid() {
        return process.pid();
    }

    /// What it exited with; `null` while it runs. A process that [#terminate] or [#kill] has ended has -15 or -9.
    /// The JVM does not tell a signal that somebody else sent from an exit code: that shows as 128 and the signal's
    /// number.
    public @Nullable Integer returncode() {
        return returncode;
    }

    /// Its input.
    ///
    /// @throws IllegalStateException if it was not started with `.stdin(Stdio.PIPE)`
    public StreamWriter stdin() {
        return piped(stdin, "stdin");
    }

    /// Its output.
    ///
    /// @throws IllegalStateException if it was not started with `.stdout(Stdio.PIPE)`
    public StreamReader stdout() {
        return piped(stdout, "stdout");
    }

    /// Its error output.
    ///
    /// @throws IllegalStateException if it was not started with `.stderr(Stdio.PIPE)`
    public StreamReader stderr() {
        return piped(stderr, "stderr");
    }

    private <S> S piped(@Nullable S stream, String name) {
        if (stream != null) return stream;
        throw new IllegalStateException(name(name) + " is not a pipe: start it with ." + name + "(Stdio.PIPE)");
    }

    /// Suspends until it has exited, and gives the return code. A process that writes to a pipe which nobody reads
    /// may never exit: [#communicate()] reads.
    public Coroutine<Integer> waitExit() {
        return new Coroutine<>(this::awaitExit);
    }

    private Integer awaitExit() {
        loop.agenda.selection.waitBegan();
        try {
            exited.await();
        } finally {
            loop.agenda.selection.waitEnded();
        }
        return Objects.requireNonNull(returncode);
    }

    /// Suspends until it has exited, and gives everything it wrote to its pipes; its input ends at once.
    public Coroutine<ProcessOutput> communicate() {
        return communicate(NONE);
    }

    /// The same, with this text (UTF-8) as its input.
    public Coroutine<ProcessOutput> communicate(String input) {
        return communicate(input.getBytes(StandardCharsets.UTF_8));
    }

    /// The same, with this as its input. If it does not care for all of that, no matter.
    public Coroutine<ProcessOutput> communicate(byte[] input) {
        return new Coroutine<>(() -> {
            if (input.length > 0) piped(stdin, "stdin");
            List<byte[]> read = Asyncio.await(Asyncio.gather(List.of(feed(input), drain(stdout), drain(stderr))));
            awaitExit();
            return new ProcessOutput(read.get(1), read.get(2));
        });
    }

    private Coroutine<byte[]> feed(byte[] bytes) {
        return new Coroutine<>(() -> {
            if (stdin == null) return NONE;
            try {
                stdin.write(bytes);
                Asyncio.await(stdin.drain());
            } catch (ConnectionException _) {
                // it has read as much as it wanted
            }
            stdin.close();
            return NONE;
        });
    }

    private static Coroutine<byte[]> drain(@Nullable StreamReader stream) {
        return stream == null ? new Coroutine<>(() -> NONE) : stream.read();
    }

    /// Asks it to end (SIGTERM).
    ///
    /// @throws ProcessLookupException if it has exited
    public void terminate() {
        signal(SIGTERM);
    }

    /// Ends it (SIGKILL).
    ///
    /// @throws ProcessLookupException if it has exited
    public void kill() {
        signal(SIGKILL);
    }

    /// Sends signal 15, as [#terminate], or 9, as [#kill]: the JVM can send no others.
    ///
    /// @throws UnsupportedOperationException if it is another signal
    /// @throws ProcessLookupException if it has exited
    public void sendSignal(int signal) {
        if (signal != SIGTERM && signal != SIGKILL) {
            throw new UnsupportedOperationException(
                    "signal must be 15 (SIGTERM) or 9 (SIGKILL), was " + signal + ": the JVM can send no others");
        }
        signal(signal);
    }

    private void signal(int signal) {
        if (returncode != null) {
            throw new ProcessLookupException("process " + pid() + " has exited with " + returncode);
        }
        signalled = signal;
        // Not Process.destroy: it would close the pipes, with what is still in them.
        var _ = signal == SIGKILL
                ? process.toHandle().destroyForcibly()
                : process.toHandle().destroy();
    }

    /// `<Process 123>`, with the return code once there is one.
    @Override
    public String toString() {
        return "<Process " + pid() + (returncode == null ? ">" : " returncode=" + returncode + ">");
    }
}

package catnap.asyncio;

import java.nio.charset.StandardCharsets;

/// Everything that a process has written, as [AsyncProcess#communicate()] gives it; nothing where it had no pipe.
public final class ProcessOutput {
    private final byte[] stdout;
    private final byte[] stderr;

    ProcessOutput(byte[] stdout, byte[] stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// What it wrote to its standard output.
    public byte[] stdout() {
        return stdout.clone();
    }

    /// What it wrote to its error output.
    public byte[] stderr() {
        return stderr.clone();
    }

    /// The standard output as text (UTF-8).
    public String stdoutText() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /// The error output as text (UTF-8).
    public String stderrText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /// Says how much there is.
    @Override
    public String toString() {
        return "<ProcessOutput stdout=" + stdout.length + " bytes, stderr=" + stderr.length + " bytes>";
    }
}

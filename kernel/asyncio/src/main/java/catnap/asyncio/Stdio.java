package catnap.asyncio;

/// Where one of a process's three standard streams leads.
public enum Stdio {
    /// Where this program's own leads.
    INHERIT,
    /// To this program: [AsyncProcess#stdin], [AsyncProcess#stdout], [AsyncProcess#stderr].
    PIPE,
    /// Nowhere: nothing to read, and what is written is lost.
    DEVNULL,
    /// Where `stdout` leads; for `stderr` only.
    STDOUT
}

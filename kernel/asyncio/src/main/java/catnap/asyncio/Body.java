package catnap.asyncio;

/// Code that gives nothing back and may throw anything.
@FunctionalInterface
public interface Body {
    /// Runs the code.
    void run() throws Exception;
}

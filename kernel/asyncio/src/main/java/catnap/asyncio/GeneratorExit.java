package catnap.asyncio;

/// Thrown at the `yield` of a generator that is closed before its end. An `Error`, so that `catch (Exception e)` does
/// not swallow it; `finally` is the place to clean up.
public final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1;

    /// The request to leave.
    public GeneratorExit() {}
}

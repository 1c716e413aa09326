package catnap.asyncio;

/// The process to be signalled has exited already (Python's `ProcessLookupError`).
public final class ProcessLookupException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Says which.
    public ProcessLookupException(String message) {
        super(message);
    }
}

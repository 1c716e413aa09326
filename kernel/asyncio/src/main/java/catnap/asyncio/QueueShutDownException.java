package catnap.asyncio;

/// The queue is closed (asyncio's `QueueShutDown`).
public final class QueueShutDownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Without words, as asyncio raises it.
    public QueueShutDownException() {}
}

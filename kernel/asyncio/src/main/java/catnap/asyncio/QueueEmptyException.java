package catnap.asyncio;

/// There is nothing in the queue (asyncio's `QueueEmpty`).
public final class QueueEmptyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Without words, as asyncio raises it.
    public QueueEmptyException() {}
}

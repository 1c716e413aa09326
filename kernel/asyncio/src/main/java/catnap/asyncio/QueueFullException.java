package catnap.asyncio;

/// There is no room in the queue (asyncio's `QueueFull`).
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Without words, as asyncio raises it.
    public QueueFullException() {}
}

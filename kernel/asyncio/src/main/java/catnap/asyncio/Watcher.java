package catnap.asyncio;

/// Whoever has a channel in the loop's selector.
interface Watcher {
    /// The channel has something to read or to accept.
    default void readable() {}

    /// The channel takes bytes again, or its connection is made or refused.
    default void writable() {}

    /// Tells whether news of this channel may come any moment that somebody waits for, so that a virtual clock must
    /// not jump.
    boolean expectsNews();

    /// The loop is closed: lets go of everything, quietly.
    void loopClosed();
}

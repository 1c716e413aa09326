package catnap.asyncio;

/// Where the bytes of a [StreamReader] come from.
interface Source {
    /// Sends no more for now: the reader has more than enough.
    void pauseReading();

    /// Goes on.
    void resumeReading();

    /// A task begins to wait for more, so that there may be news any moment.
    void waitBegan();

    /// The task waits no longer.
    void waitEnded();
}

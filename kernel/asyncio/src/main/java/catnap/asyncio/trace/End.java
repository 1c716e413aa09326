package catnap.asyncio.trace;

/// How a task stands at the end of a recording.
public enum End {
    /// It has given its result.
    FINISHED,
    /// It has ended by an error.
    FAILED,
    /// It has ended by being cancelled.
    CANCELLED,
    /// It has not ended.
    PENDING
}

package catnap.asyncio;

/// When [Asyncio#waitTasks] returns.
public enum ReturnWhen {
    /// As soon as one of them is done.
    FIRST_COMPLETED,
    /// As soon as one of them has failed; being cancelled does not count. If none fails, when all are done.
    FIRST_EXCEPTION,
    /// When all of them are done.
    ALL_COMPLETED
}

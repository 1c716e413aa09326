package catnap.asyncio;

/// Something the loop can run when its turn comes: a callback's handle, a task's next step, an answer from a thread.
/// A class and not an interface, so that the method stays out of the public types that inherit it.
abstract sealed class Due permits AsyncFuture, Handle, Gathering.ChildDone {
    /// Runs it, on the loop's thread. Throws nothing: errors go to the loop's handler.
    abstract void run(EventLoop loop);
}

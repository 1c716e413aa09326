package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// One task's wait for a word from another: the future that asyncio makes for each waiter, without its callbacks.
///
/// ```
///             wake
///   waiting ─────────▶ woken
///      │
///      └─── cancel ──▶ cancelled
/// ```
///
/// Both put the task at the end of the queue, so that it goes on in the next pass, as after any future. A task that
/// is cancelled after it was woken still throws, and then the word must go to somebody else: see [#woken].
final class Waiter implements Waitable { // loop thread only
    private final Task<?> task;
    private final Object reason;
    private boolean woken;
    private @Nullable CancelledError cancellation; // once cancelled

    // Its place in a WaitList.
    @Nullable
    Waiter previous;

    @Nullable
    Waiter next;

    boolean listed;

    /// A wait of the task for this: a lock, a queue, a group.
    Waiter(Task<?> task, Object reason) {
        this.task = task;
        this.reason = reason;
    }

    /// Suspends the task, which must be the current one, until somebody wakes it.
    ///
    /// @throws CancelledError if the task is cancelled, before or after it was woken
    void await() {
        task.suspendOn(this);
        task.throwIfCancelled(cancellation);
    }

    /// Lets the task go on.
    ///
    /// @return false if it was woken or cancelled before
    boolean wake() {
        if (!waiting()) return false;
        woken = true;
        task.loop.soon(task);
        return true;
    }

    @Override
    public boolean cancel(@Nullable String message) {
        if (!waiting()) return false;
        cancellation = new CancelledError(message);
        task.loop.soon(task);
        return true;
    }

    /// Tells whether nobody has woken it and nobody has cancelled it.
    boolean waiting() {
        return !woken && cancellation == null;
    }

    /// Tells whether it was woken, whatever happened to the task since.
    boolean woken() {
        return woken;
    }

    boolean cancelled() {
        return cancellation != null;
    }

    /// What the task waits for.
    Object reason() {
        return reason;
    }

    /// That of what the task waits for, for reports and pictures.
    @Override
    public String toString() {
        return reason.toString();
    }
}

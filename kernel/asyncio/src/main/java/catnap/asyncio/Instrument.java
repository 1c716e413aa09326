package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Somebody who watches a loop: told of everything as it happens, on the loop's thread. Each method does nothing
/// unless overridden. A loop without an instrument pays nothing for them.
///
/// An instrument must not touch the loop, and must be quick.
public interface Instrument {
    /// A task was made, by the code of `creator`, or by a callback or from outside (`null`).
    default void taskCreated(Task<?> task, @Nullable Task<?> creator) {}

    /// A step of the task begins.
    default void stepBegan(Task<?> task) {}

    /// The step has ended: the task waits again, or has ended too.
    default void stepEnded(Task<?> task, boolean taskDone) {}

    /// The task has ended: well, by this error, or by being cancelled (then it is a [CancelledError]). The end of
    /// its last step is told next. To look at the error here does not count as having read it.
    default void taskEnded(Task<?> task, @Nullable Throwable error) {}

    /// The task, in the middle of a step, is about to wait for this.
    default void waiting(Task<?> task, WaitReason on) {}

    /// The task was put into the queue to go on, by the code of `waker`, or by a callback, a timer or a thread
    /// (`null`).
    default void wokenUp(Task<?> task, @Nullable Task<?> waker) {}

    /// Somebody called `cancel` on the task.
    default void cancelRequested(Task<?> task, @Nullable Task<?> by) {}

    /// A [CancelledError] is thrown into the task, in a step of it: where it waited, or, if it has not begun,
    /// instead of its code. Not every request comes to this: it may be taken back, be refused by what the task
    /// waits for, or come too late. And it may come without a request, if somebody else has cancelled what the
    /// task waits for.
    default void cancelDelivered(Task<?> task) {}

    /// Blocking code was handed to an executor, by the code of `by`, or by a callback (`null`). When a thread took it
    /// up and when it ended can be asked of the work, later.
    default void handedOver(ThreadWork work, @Nullable Task<?> by) {}

    /// The loop has nothing to do and begins to wait.
    default void idleBegan() {}

    /// The wait is over.
    default void idleEnded() {}

    /// [EventLoop#step] has run a pass. The loop stands still, and may be looked at.
    default void stepped() {}
}

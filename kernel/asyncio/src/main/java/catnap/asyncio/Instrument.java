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

    /// The task, in the middle of a step, is about to wait for this: a future, a task, or something whose `toString`
    /// says it.
    default void waiting(Task<?> task, Object on) {}

    /// The task was put into the queue to go on, by the code of `waker`, or by a callback, a timer or a thread
    /// (`null`).
    default void wokenUp(Task<?> task, @Nullable Task<?> waker) {}

    /// Somebody called `cancel` on the task.
    default void cancelRequested(Task<?> task, @Nullable Task<?> by) {}

    /// The loop has nothing to do and begins to wait.
    default void idleBegan() {}

    /// The wait is over.
    default void idleEnded() {}
}

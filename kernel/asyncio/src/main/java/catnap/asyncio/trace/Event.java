package catnap.asyncio.trace;

import catnap.asyncio.WaitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened on a loop. Times are nanoseconds since the recording began; tasks are numbered as in
/// [Trace#tasks].
public sealed interface Event {
    /// When it happened.
    long nanos();

    /// The task it happened to; [#NOBODY] if it concerns the loop.
    default int task() {
        return NOBODY;
    }

    /// In place of a task's number: a callback, a timer, a thread, or the loop itself.
    int NOBODY = -1;

    /// A task was made and put into the queue.
    ///
    /// @param creator the task whose code made it, or [#NOBODY]
    record Created(long nanos, int task, int creator) implements Event {}

    /// A step of a task began.
    record StepBegan(long nanos, int task) implements Event {}

    /// The step ended.
    record StepEnded(long nanos, int task) implements Event {}

    /// A task began to wait.
    ///
    /// @param kind of what sort that is which it waits for
    /// @param on that in a few words
    /// @param seconds how long it was meant to take; `NaN` where nobody knows
    /// @param awaited the recorded tasks whose end would end the wait
    record Waiting(long nanos, int task, WaitReason.Kind kind, String on, double seconds, List<Integer> awaited)
            implements Event {
        /// Keeps a list of its own.
        public Waiting {
            awaited = List.copyOf(awaited);
        }
    }

    /// A task was put into the queue to go on.
    ///
    /// @param waker the task whose code did it, or [#NOBODY]
    record WokenUp(long nanos, int task, int waker) implements Event {}

    /// Somebody called `cancel` on a task.
    ///
    /// @param by the task whose code did it, or [#NOBODY]
    record CancelRequested(long nanos, int task, int by) implements Event {}

    /// A `CancelledError` was thrown into the task's code. A request that was taken back or refused has no such event.
    record CancelDelivered(long nanos, int task) implements Event {}

    /// A task ended.
    ///
    /// @param end how
    /// @param error the error in one line, if it failed
    record Ended(long nanos, int task, End end, @Nullable String error) implements Event {}

    /// The loop had nothing to do and began to wait.
    record IdleBegan(long nanos) implements Event {}

    /// The loop went on.
    record IdleEnded(long nanos) implements Event {}

    /// A thread began to run code that a task had handed over.
    ///
    /// @param thread its name
    record ThreadBegan(long nanos, int task, String thread) implements Event {}

    /// The code in the thread ended.
    ///
    /// @param thread its name
    record ThreadEnded(long nanos, int task, String thread) implements Event {}

    /// A step kept the loop from everything else for long.
    ///
    /// @param until when it ended
    /// @param place where its code was, if it could be seen: `cell 3, line 4`
    record Blocked(
            long nanos, int task, long until, @Nullable String place) implements Event {}
}

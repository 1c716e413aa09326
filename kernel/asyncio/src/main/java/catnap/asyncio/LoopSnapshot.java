package catnap.asyncio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A loop at one moment: what is due, what is timed, and who waits for what. Taken by [EventLoop#snapshot]; it stays
/// as it is when the loop goes on.
///
/// @param time when it was taken, in seconds of [EventLoop#time]
/// @param current the task whose step was running, if any
/// @param ready what the next pass will run, in this order, with what other threads have left for it
/// @param timers what is timed, soonest first
/// @param waiting the tasks that are suspended and not due, in the order they were made
public record LoopSnapshot(
        double time, Optional<Task<?>> current, List<Entry> ready, List<Timer> timers, List<Wait> waiting) {

    /// What an entry of the queue is.
    public enum Kind {
        /// The next step of a task.
        STEP,
        /// A callback of [EventLoop#callSoon] or [EventLoop#callSoonThreadsafe], or news from a channel.
        CALLBACK,
        /// A timer whose time has come.
        TIMER,
        /// The word that a future is done, for a callback or a gather.
        DONE,
        /// What another thread was asked for.
        ANSWER
    }

    /// One entry of the queue.
    ///
    /// @param kind what it is
    /// @param what it in words: `Task-1 goes on`
    /// @param about the task that goes on, or the future that is done or answered; empty for a callback
    public record Entry(Kind kind, String what, Optional<AsyncFuture<?>> about) {}

    /// One timer.
    ///
    /// @param dueIn in how many seconds it is due; not positive if it is due already
    /// @param what what it will do, in words: `wakes Task-1`
    /// @param task the task that it wakes; empty for a callback
    public record Timer(double dueIn, String what, Optional<Task<?>> task) {}

    /// One suspended task.
    ///
    /// @param task the task
    /// @param on what it waits on, in words: `lock`, `gather of 2`
    /// @param wokenBy who would wake it, in words: `release() of the lock`
    /// @param until the tasks and futures whose end it waits for, as far as they have not ended
    public record Wait(Task<?> task, String on, String wokenBy, List<AsyncFuture<?>> until) {}

    /// The whole as a text:
    ///
    /// ```
    /// at 1.000 s, in a step of Task-1
    /// ready
    ///   1. Task-2 begins
    /// timers
    ///   in 0.500 s: wakes Task-3
    /// waiting
    ///   Task-3: sleep until 1.5; woken by its timer
    /// ```
    public String format() {
        var text = new StringBuilder("at " + seconds(time));
        current.ifPresent(task -> text.append(", in a step of ").append(task.getName()));
        text.append('\n');
        if (!ready.isEmpty()) text.append("ready\n");
        for (int i = 0; i < ready.size(); i++) {
            text.append("  ")
                    .append(i + 1)
                    .append(". ")
                    .append(ready.get(i).what)
                    .append('\n');
        }
        if (!timers.isEmpty()) text.append("timers\n");
        for (Timer timer : timers) text.append("  in " + seconds(timer.dueIn) + ": " + timer.what + "\n");
        if (!waiting.isEmpty()) text.append("waiting\n");
        for (Wait wait : waiting) {
            text.append("  " + wait.task.getName() + ": " + wait.on + "; woken by " + wait.wokenBy + "\n");
        }
        return text.toString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }
}

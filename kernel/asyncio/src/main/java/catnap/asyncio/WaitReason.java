package catnap.asyncio;

import java.util.List;

/// What a suspended task waits for, as pictures and reports tell it.
///
/// @param kind of what sort it is
/// @param what it in a few words, without how long: `sleep`, `queue (empty)`, `gather of 5`
/// @param seconds how long it will take; `NaN` where nobody knows
/// @param futures the futures and tasks whose end would end the wait
public record WaitReason(Kind kind, String what, double seconds, List<AsyncFuture<?>> futures) {
    /// The sorts of things that tasks wait for.
    public enum Kind {
        /// A time.
        SLEEP,
        /// One future, to be filled by whoever has it.
        FUTURE,
        /// Other tasks.
        TASKS,
        /// A lock, a queue and the like: a word from another task.
        WORD,
        /// Blocking code in a thread.
        THREAD,
        /// Something from outside: an answer of a server, a stage of `java.util.concurrent`.
        OUTSIDE
    }

    /// `sleep 0.3 s`, `queue (empty)`, `gather of 5`.
    public String text() {
        return Double.isNaN(seconds) ? what : what + " " + Seconds.text(seconds);
    }

    @Override
    public String toString() {
        return text();
    }

    /// A wait for one task, in these words.
    public static WaitReason forTask(String what, Task<?> task) {
        return tasks(what, List.of(task));
    }

    /// What a wait for this is, if it begins now.
    static WaitReason of(Waitable waitable) {
        return switch (waitable) {
            case Sleep sleep -> new WaitReason(Kind.SLEEP, "sleep", sleep.secondsLeft(), List.of());
            case Gathering<?> gathering -> {
                List<AsyncFuture<?>> children = gathering.children();
                yield tasks("gather of " + children.size(), children);
            }
            case Shield<?> shield -> tasks("shield", List.of(shield.inner()));
            case Task<?> task -> tasks("task", List.of(task));
            case ForeignFuture<?> answer ->
                new WaitReason(
                        answer.isFromThread() ? Kind.THREAD : Kind.OUTSIDE,
                        answer.source(),
                        Double.NaN,
                        List.of(answer));
            case NamedFuture<?> news -> new WaitReason(news.kind(), news.what(), Double.NaN, List.of(news));
            case AsyncFuture<?> future -> new WaitReason(Kind.FUTURE, "future", Double.NaN, List.of(future));
            case Waiter waiter -> ofWord(waiter.reason());
        };
    }

    private static WaitReason ofWord(Object reason) {
        return switch (reason) {
            case TaskGroup group -> tasks("group of " + group.tasks().size(), List.copyOf(group.tasks()));
            case Waiting<?> waiting -> tasks(waiting.toString(), List.copyOf(waiting.futures()));
            case LoopBound bound -> new WaitReason(Kind.WORD, bound.waitedFor(), Double.NaN, List.of());
            default -> new WaitReason(Kind.WORD, reason.toString(), Double.NaN, List.of());
        };
    }

    private static WaitReason tasks(String what, List<AsyncFuture<?>> futures) {
        return new WaitReason(Kind.TASKS, what, Double.NaN, futures);
    }
}

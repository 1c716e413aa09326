package catnap.kernel.output;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.LoopSnapshot;
import catnap.asyncio.LoopSnapshot.Timer;
import catnap.asyncio.Success;
import catnap.asyncio.Task;
import java.util.Locale;

/// What tasks are doing, in words. Loop thread only.
public final class TaskWords {
    private final LoopSnapshot loop;

    private TaskWords(LoopSnapshot loop) {
        this.loop = loop;
    }

    /// As it is on the running loop at this moment.
    public static TaskWords now() {
        return new TaskWords(Asyncio.getRunningLoop().snapshot());
    }

    static TaskWords of(Task<?> task) {
        return new TaskWords(task.getLoop().snapshot());
    }

    /// What a task waits for; empty if it waits for nothing but its turn.
    public String waitsFor(Task<?> task) {
        for (Timer timer : loop.timers()) {
            boolean sleeps = timer.task().filter(task::equals).isPresent();
            if (sleeps) return String.format(Locale.ROOT, "a sleep, %.1f s left", Math.max(0, timer.dueIn()));
        }
        return loop.waiting().stream()
                .filter(wait -> wait.task().equals(task))
                .findFirst()
                .map(LoopSnapshot.Wait::wokenBy)
                .orElse("");
    }

    /// Its state: a sign and a word, so that neither colour nor shape alone tells it.
    public static String state(AsyncFuture<?> future) {
        if (future.cancelled()) return "⊘ cancelled";
        var outcome = future.peek();
        if (outcome.isPresent()) return outcome.get() instanceof Success ? "✓ finished" : "✗ failed";
        return future instanceof Task<?> task && task.cancelling() > 0 ? "… cancelling" : "… pending";
    }

    /// Where a suspended task stands: `cell 3, line 2`; empty if it does not.
    public static String place(Task<?> task) {
        if (task.done()) return "";
        return task.getStack().stream()
                .findFirst()
                .map(frame -> frame.getFileName() + ", line " + frame.getLineNumber())
                .orElse("");
    }
}

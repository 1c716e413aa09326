package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// One task's sleep: the timer and the future that asyncio makes for it, in one object.
final class Sleep extends TimerHandle implements Waitable {
    private final Task<?> task;
    private boolean over;
    private @Nullable CancelledError cancellation;

    private Sleep(Task<?> task, long due) {
        super(Sleep::neverCalled, task.loop.baseContext(), due, task.loop);
        this.task = task;
    }

    private static void neverCalled() {
        throw new AssertionError("run does a sleep's work");
    }

    /// Suspends the current task for that long; for nothing or less, for one pass of the loop.
    static void pause(long nanos) {
        Task<?> task = Current.get().awaiter();
        if (nanos <= 0) task.yieldOnce();
        else until(task.loop.nanoTime() + nanos, task);
    }

    private static void until(long due, Task<?> task) {
        task.loop.agenda.timers.reserve(); // what uses up the memory fails here, in the task
        var sleep = new Sleep(task, due);
        task.suspendOn(sleep);
        task.throwIfCancelled(sleep.cancellation);
    }

    /// Starts the timer, once the task has left its stack.
    void begin() {
        task.loop.agenda.timers.add(this);
    }

    /// The one who sleeps.
    Task<?> task() {
        return task;
    }

    /// The time has come: the task is queued, and runs one pass later, as after any future.
    @Override
    void run(EventLoop loop) {
        if (over) return;
        over = true;
        loop.soon(task);
    }

    @Override
    public boolean cancel(@Nullable String message) {
        if (over) return false;
        over = true;
        cancellation = new CancelledError(message);
        cancel();
        task.loop.soon(task);
        return true;
    }

    /// How long it will still be.
    double secondsLeft() {
        return (due - task.loop.nanoTime()) / 1e9;
    }

    /// `sleep`, for reports and pictures.
    @Override
    public String toString() {
        return "sleep until " + when();
    }
}

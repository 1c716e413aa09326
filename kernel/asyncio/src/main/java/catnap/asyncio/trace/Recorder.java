package catnap.asyncio.trace;

import catnap.asyncio.EventLoop;
import catnap.asyncio.Instrument;
import catnap.asyncio.Task;
import catnap.asyncio.ThreadWork;
import catnap.asyncio.WaitReason;
import catnap.asyncio.trace.Log.Kind;
import org.jspecify.annotations.Nullable;

/// Records what happens on a loop, from [#start] to [#close]. Everything is for the loop's thread, but [#trace],
/// which any thread may ask for what there is so far.
public final class Recorder implements Instrument, AutoCloseable {
    /// From here on a step blocks the loop: asyncio's `slow_callback_duration`.
    private static final double BLOCKED_SECONDS = 0.1;

    /// A task as it was made.
    record Birth(@Nullable Task<?> creator, @Nullable StackTraceElement place) {}

    private final EventLoop loop;
    private final Log log = new Log();
    private final double began;
    private final BlockWatch watch;
    private @Nullable Step step; // the innermost that runs now
    private volatile double ended = Double.NaN; // any thread

    /// A step that runs, and what it runs inside of: a task that starts eagerly, or a loop of its own.
    private static final class Step {
        final Task<?> task;
        final double began;
        final int number;
        final @Nullable Step outer;

        @Nullable
        WaitReason wait;

        @Nullable
        Task<?> innerMain; // of a loop that runs inside

        Step(Task<?> task, double began, int number, @Nullable Step outer) {
            this.task = task;
            this.began = began;
            this.number = number;
            this.outer = outer;
        }
    }

    private Recorder(EventLoop loop) {
        this.loop = loop;
        this.began = loop.time();
        this.watch = new BlockWatch(BLOCKED_SECONDS, Thread.currentThread());
    }

    /// Begins to record what this loop does. To be called on its thread, or before it runs.
    ///
    /// @param running the task whose step this is, if it is to be seen
    public static Recorder start(EventLoop loop, @Nullable Task<?> running) {
        var recorder = new Recorder(loop);
        loop.addInstrument(recorder);
        if (running != null) recorder.stepBegan(running);
        recorder.watch.start();
        return recorder;
    }

    /// What has been recorded so far. Time is counted from when that task was made, or else from the beginning.
    ///
    /// @param root the task whose run it is; those that it did not make, nor theirs, are guests
    public Trace trace(Task<?> root) {
        double end = ended;
        return new TraceBuilder(log, root, began, Double.isNaN(end) ? loop.time() : end).build();
    }

    /// Ends the recording; the trace stays. A second call does nothing.
    @Override
    public void close() {
        stop();
    }

    /// Ends the recording before [#close] does.
    public void stop() {
        if (!Double.isNaN(ended)) return;
        loop.removeInstrument(this);
        ended = loop.time();
        watch.end();
    }

    @Override
    public void taskCreated(Task<?> task, @Nullable Task<?> creator) {
        var coroutine = task.getCoro();
        var place = coroutine == null ? null : coroutine.madeAt().orElse(null);
        Task<?> maker = creator != null || step == null ? creator : step.task;
        log.add(loop.time(), Kind.CREATED, task, new Birth(maker, place));
    }

    @Override
    public void stepBegan(Task<?> task) {
        double now = loop.time();
        Step outer = step;
        if (outer != null && outer.innerMain == null && outer.task.getLoop() != task.getLoop()) {
            runsLoop(outer, task, now);
        }
        step = new Step(task, now, watch.stepBegan(), outer);
        log.add(now, Kind.STEP_BEGAN, task, null);
    }

    /// A loop inside a step: the task waits for what that loop runs.
    private void runsLoop(Step outer, Task<?> inner, double now) {
        outer.innerMain = inner;
        log.add(now, Kind.WAITING, outer.task, WaitReason.forTask("run(...)", inner));
    }

    @Override
    public void stepEnded(Task<?> task, boolean taskDone) {
        double now = loop.time();
        Step ending = step;
        if (ending != null && ending.task == task) {
            if (ending.wait != null) log.add(now, Kind.WAITING, task, ending.wait);
            if (now - ending.began >= BLOCKED_SECONDS && ending.innerMain == null) {
                log.add(ending.began, Kind.BLOCKED, task, watch.place(ending.number));
            }
            step = ending.outer;
            watch.stepEnded(step == null);
        }
        log.add(now, Kind.STEP_ENDED, task, null);
        if (taskDone && step != null && step.innerMain == task) log.add(now, Kind.STEP_BEGAN, step.task, null);
    }

    @Override
    public void taskEnded(Task<?> task, @Nullable Throwable error) {
        log.add(loop.time(), Kind.ENDED, task, error);
    }

    @Override
    public void waiting(Task<?> task, WaitReason on) {
        if (step != null && step.task == task) step.wait = on; // told when the step ends, which is now
    }

    @Override
    public void wokenUp(Task<?> task, @Nullable Task<?> waker) {
        log.add(loop.time(), Kind.WOKEN_UP, task, waker);
    }

    @Override
    public void cancelRequested(Task<?> task, @Nullable Task<?> by) {
        log.add(loop.time(), Kind.CANCEL_REQUESTED, task, by);
    }

    @Override
    public void cancelDelivered(Task<?> task) {
        log.add(loop.time(), Kind.CANCEL_DELIVERED, task, null);
    }

    @Override
    public void handedOver(ThreadWork work, @Nullable Task<?> by) {
        log.add(loop.time(), Kind.HANDED_OVER, by, work);
    }

    @Override
    public void idleBegan() {
        log.add(loop.time(), Kind.IDLE_BEGAN, null, null);
    }

    @Override
    public void idleEnded() {
        log.add(loop.time(), Kind.IDLE_ENDED, null, null);
    }
}

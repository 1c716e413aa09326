package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A coroutine that the loop runs, step by step: from one wait to the next. Made by [Asyncio#createTask(Coroutine)].
///
/// ```
///            the loop's turn             waits
///   queued ─────────────────▶ running ─────────▶ suspended
///      ▲                         │                   │
///      └──── what it waits on is done, or cancel() ──┘
///                                │ the code ends
///                                ▼
///                  finished, failed or cancelled
/// ```
///
/// @param <T> what the coroutine gives back
public final class Task<T extends @Nullable Object> extends AsyncFuture<T> {
    private static final AtomicInteger MADE = new AtomicInteger(); // any thread

    /// What every task's fiber runs. One for all, as a fiber keeps it for life: its first step tells whose it is.
    private static final Runnable BODY = Task::currentBody;

    /// A callback that is given the task itself.
    ///
    /// @param <T> the task's result
    @FunctionalInterface
    public interface DoneCallback<T extends @Nullable Object> extends Consumer<AsyncFuture<T>> {
        /// Is told that the task has ended, well or not.
        void done(Task<T> task);

        @Override
        default void accept(AsyncFuture<T> future) {
            done((Task<T>) future);
        }
    }

    // Loop thread only, all of them.
    private @Nullable Coroutine<T> coroutine;
    private @Nullable Fiber fiber; // from the first step to the last
    private Context context; // a snapshot shared with others, until something is set
    private @Nullable String name; // null: made from the number when asked for
    private final int number;
    private @Nullable Waitable waitingOn;
    private int cancels; // twice the requests, plus one while a CancelledError is to be thrown at the next step

    // The loop's list of tasks that are not done.
    @Nullable
    Task<?> previous;

    @Nullable
    Task<?> next;

    Task(EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
        this(loop, coroutine, name, context, false);
    }

    private Task(EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context, boolean startsNow) {
        super(loop);
        this.coroutine = coroutine;
        this.context = context;
        this.name = name;
        this.number = name == null ? MADE.incrementAndGet() : 0;
        stash(coroutine.claim());
        if (!startsNow) loop.soon(this); // first: it refuses other threads
        loop.tasks.add(this);
        if (loop.instrument != null) loop.instrument.taskCreated(this, loop.currentTask());
    }

    /// Makes a task; for a [TaskFactory].
    ///
    /// @param name `null` for one made from a number
    /// @param context the one that every step is to run in
    /// @param eagerStart runs the first step here and now, within that of whoever makes the task, if the loop
    ///     runs; a task that never waits has ended then and was never in the queue
    public static <T extends @Nullable Object> Task<T> of(
            EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context, boolean eagerStart) {
        Current here = Current.get();
        boolean startsNow = eagerStart && here.loop == loop;
        var task = new Task<>(loop, coroutine, name, context, startsNow);
        if (startsNow) here.startEagerly(task);
        return task;
    }

    /// The name; `Task-7` unless it was given one.
    public String getName() {
        String known = name;
        return known != null ? known : "Task-" + number;
    }

    /// Gives it a name for reports and pictures.
    public void setName(Object name) {
        this.name = String.valueOf(name);
    }

    /// The coroutine that this task runs; `null` once it has ended.
    public @Nullable Coroutine<T> getCoro() {
        return coroutine;
    }

    /// The context that every step runs in.
    public Context getContext() {
        if (!context.frozen()) return context;
        Current here = Current.get();
        if (here.task == this && here.context == context) return here.contextToWrite();
        context = context.copy();
        return context;
    }

    boolean isIn(Context other) {
        return context == other;
    }

    void replaceContext(Context shared, Context own) {
        if (context == shared) context = own;
    }

    /// Asks the task to stop: a [CancelledError] is thrown where it waits. It may clean up, take its time, or
    /// refuse; it is [#cancelled] only when it has let the error out.
    ///
    /// @return false if it is done already
    @Override
    public boolean cancel(@Nullable String message) {
        loop.checkThread();
        markRead();
        if (done()) return false;
        cancels += 2;
        if (loop.instrument != null) loop.instrument.cancelRequested(this, loop.currentTask());
        if (cancelsWait(message)) return true;
        cancels |= 1;
        cancelMessage = message;
        return true;
    }

    /// Passes the request on to what the task waits on, if that can still be cancelled. Where tasks wait for each
    /// other in a circle the request comes back: then this task gives up its wait, and the circle is undone.
    private boolean cancelsWait(@Nullable String message) {
        Waitable on = waitingOn;
        if (on == null) return false;
        waitingOn = null;
        boolean passedOn = on.cancel(message);
        if (passedOn && mustCancel() && on instanceof AsyncFuture<?> future) {
            cancels -= 2; // counted twice
            future.forget(this);
            loop.soon(this);
        } else waitingOn = on;
        return passedOn;
    }

    /// Asks the task to stop, from any thread. If the task runs a nested loop, that loop's main task is asked, or if it
    /// has none, the loop ends.
    public void cancelThreadsafe(@Nullable String message) {
        if (!loop.hosting.cancelInside(this, message)) loop.leave(() -> cancel(message));
    }

    /// How many requests to cancel have not been taken back.
    public int cancelling() {
        return cancels >> 1;
    }

    /// Takes back one request to cancel; with the last one, a cancellation that was not delivered yet is dropped.
    ///
    /// @return how many requests are left
    public int uncancel() {
        if (cancels >= 2) cancels -= 2;
        if (cancels == 1) cancels = 0;
        return cancels >> 1;
    }

    /// Lets [Asyncio#run] be called inside this task: a fresh loop then runs within its step, while its own loop
    /// stands still. For hosts such as a notebook, whose cells are tasks; everywhere else `run` inside a task is
    /// refused.
    public void allowNestedRun() {
        loop.hosting.host(this);
    }

    /// Has the callback called, with this task, once it has ended.
    public void addDoneCallback(DoneCallback<T> callback) {
        addDoneCallback((Consumer<? super AsyncFuture<T>>) callback);
    }

    /// A task has the result of its coroutine and no other.
    @Override
    public void setResult(T result) {
        throw new UnsupportedOperationException("Task does not support set_result operation");
    }

    /// A task fails by its coroutine and not otherwise.
    @Override
    public void setException(Throwable error) {
        throw new UnsupportedOperationException("Task does not support set_exception operation");
    }

    /// Where the task is suspended, or runs: the whole stack of its own code, newest frame first. Async
    /// generators that it waits inside of are part of the stack. Of a task that has failed, where its error
    /// comes from; empty if it has not started, or has ended otherwise.
    public List<StackTraceElement> getStack() {
        Throwable error = peekError();
        if (error != null) return Places.users(error.getStackTrace());
        if (fiber == null) return List.of();
        if (Current.get().task == this) return Places.ofRunningTask();
        var frames = new ArrayList<StackTraceElement>();
        for (StackTraceElement[] inside : AsyncGenerator.stacksInside(this)) frames.addAll(Places.users(inside));
        frames.addAll(Places.users(fiber.stack()));
        return List.copyOf(frames);
    }

    /// So many frames of [#getStack] at most: the newest, or, of a task that has failed, the oldest.
    public List<StackTraceElement> getStack(int limit) {
        List<StackTraceElement> frames = getStack();
        int most = Math.min(Math.max(0, limit), frames.size());
        return peekError() == null ? frames.subList(0, most) : frames.subList(frames.size() - most, frames.size());
    }

    /// Prints [#getStack], newest frame last, as Python does; of a task that has failed, its error too.
    public void printStack() {
        Throwable error = peekError();
        List<StackTraceElement> frames = getStack();
        if (frames.isEmpty()) IO.println("No stack for " + this);
        else IO.println((error == null ? "Stack" : "Traceback") + " for " + this + " (most recent call last):");
        for (StackTraceElement frame : frames.reversed()) IO.println("  " + Places.line(frame));
        if (error != null) IO.println(error);
    }

    // Called by the loop.

    /// Runs one step.
    @Override
    void run(EventLoop running) {
        Current current = running.beginStep(this, context);
        if (running.instrument != null) running.instrument.stepBegan(this);
        Fiber stack = fiber;
        if (stack == null) fiber = stack = Fiber.of(BODY);
        stack.resume();
        if (stack.done()) end(running);
        else beginWait();
        if (running.instrument != null) running.instrument.stepEnded(this, done());
        running.endStep(current);
    }

    /// Does what the code, which has left its stack, asked for last. As in asyncio it is the loop that does it: so a
    /// suspended stack holds the frames of waiting and no others, and a wait that was refused leaves no trace.
    private void beginWait() {
        Waitable on = waitingOn;
        if (on == null) loop.soon(this);
        else if (on instanceof AsyncFuture<?> future) future.whenDone(this);
        else if (on instanceof Sleep sleep) sleep.begin();
        if (on != null && mustCancel()) cancelBegun(on);
    }

    /// Passes on a cancellation that was requested before the wait began.
    private void cancelBegun(Waitable on) {
        try {
            if (on.cancel(cancelMessage)) cancels &= ~1;
        } catch (Throwable error) { // of a foreign stage, which may be anybody's
            loop.callExceptionHandler(new ErrorContext("Exception in cancelling " + on, error, this, null));
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the body left a T, or an error
    private void end(EventLoop running) {
        Object left = stashed();
        if (left instanceof Thrown(Throwable error)) endBy(error);
        else if (mustCancel()) becomeCancelled(cancelMessage, null);
        else finish((T) left);
        fiber = null;
        coroutine = null;
        running.tasks.remove(this);
        if (running.instrument != null) running.instrument.taskEnded(this, ending());
    }

    private void endBy(Throwable error) {
        switch (error) {
            case StopIteration stray -> fail(Coroutine.strayStop(stray));
            case CancelledError cancelled -> becomeCancelled(null, cancelled);
            default -> fail(error);
        }
    }

    private @Nullable Throwable ending() {
        return cancelled() ? new CancelledError(cancelMessage) : peekError();
    }

    // On the task's fiber.

    private static void currentBody() {
        Task<?> starting = Current.get().task;
        if (starting != null) starting.body();
    }

    /// Runs the code, and leaves what came of it for [#end].
    private void body() {
        try {
            Callable<T> code = takeCode();
            if (mustCancel()) throw pendingCancel();
            stash(code.call()); // not by Coroutine.call: the JIT learns, and inlines, task bodies apart from awaits
        } catch (Throwable error) {
            stash(new Thrown(error));
        }
    }

    private record Thrown(Throwable error) {}

    @SuppressWarnings({"unchecked", "NullAway"}) // the constructor put it there
    private Callable<T> takeCode() {
        var code = (Callable<T>) stashed();
        stash(null);
        return code;
    }

    /// Suspends until the future is done. Whoever calls this asks the future for its result next.
    void waitFor(AsyncFuture<?> future) {
        if (future == this) throw later(new IllegalStateException("Task cannot await on itself: " + this));
        if (future.loop != loop) {
            throw later(new IllegalStateException(this + " got Future " + future + " attached to a different loop"));
        }
        suspendOn(future);
        if (mustCancel()) {
            CancelledError pending = pendingCancel();
            Throwable error = future.failure();
            throw Sneaky.rethrow(error instanceof CancelledError ? error : pending);
        }
        if (loop.instrument != null && future.failsByCancel()) loop.instrument.cancelDelivered(this);
    }

    /// Suspends until this waitable has put the task back in the queue.
    void suspendOn(Waitable waitable) {
        waitingOn = waitable;
        if (loop.instrument != null) loop.instrument.waiting(this, WaitReason.of(waitable));
        try {
            park();
        } finally {
            waitingOn = null;
        }
    }

    /// Suspends for one pass of the loop.
    void yieldOnce() {
        if (!loop.aloneOn(this)) park();
        if (mustCancel()) throw pendingCancel();
    }

    /// Throws the cancellation that has ended a wait, or else one that has arrived since; never both.
    void throwIfCancelled(@Nullable CancelledError ended) {
        if (ended != null) throw delivered(ended);
        if (mustCancel()) throw pendingCancel();
    }

    private void park() {
        AsyncGenerator<?> generator = Current.get().asyncGenerator;
        if (generator != null) generator.parkInside();
        else if (fiber != null) fiber.suspend();
    }

    /// Physically leaves the stack, on behalf of an async generator whose body waits.
    void parkFor(@Nullable AsyncGenerator<?> outer) {
        if (outer != null) outer.parkInside();
        else if (fiber != null) fiber.suspend();
    }

    private boolean mustCancel() {
        return (cancels & 1) != 0;
    }

    private CancelledError pendingCancel() {
        return delivered(new CancelledError(cancelMessage));
    }

    /// The error, for whoever throws it into the code now; no other is to follow it.
    private CancelledError delivered(CancelledError error) {
        cancels &= ~1;
        if (loop.instrument != null) loop.instrument.cancelDelivered(this);
        return error;
    }

    /// Lets one pass go by before an error is thrown into the task, as asyncio does.
    private RuntimeException later(RuntimeException error) {
        yieldOnce();
        return error;
    }

    @Nullable
    Waitable waitingOn() {
        return waitingOn;
    }

    /// Tells whether the first step has begun.
    boolean started() {
        return fiber != null || done();
    }

    /// Where its coroutine was made, as far as known; not known of one that has ended.
    @Nullable
    StackTraceElement origin() {
        return coroutine == null ? null : coroutine.origin();
    }

    private String waitInWords() {
        // Of a task, not what that waits on in turn: it may be a circle.
        return waitingOn instanceof Task<?> task ? task.describe("") : String.valueOf(waitingOn);
    }

    /// `<Task pending name='Task-1'>`, with what it waits for or how it ended.
    @Override
    public String toString() {
        return describe(waitingOn == null ? "" : " wait_for=" + waitInWords());
    }

    private String describe(String wait) {
        String state = !done() && cancels > 1 ? "cancelling" : describeState();
        int space = state.indexOf(' ');
        String head = space < 0 ? state : state.substring(0, space);
        String tail = space < 0 ? "" : state.substring(space);
        return "<Task " + head + " name='" + getName() + "'" + tail + wait + ">";
    }
}

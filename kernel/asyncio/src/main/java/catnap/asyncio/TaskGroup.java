package catnap.asyncio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tasks that begin and end within one body of code (asyncio's `TaskGroup`).
///
/// ```java
/// asyncWith(new TaskGroup(), group -> {
///     group.createTask(getCatFact());
///     group.createTask(getCatFact());
/// });
/// // both are done
/// ```
///
/// Leaving the body waits for all of them. The first that fails has all others cancelled, the body too, and then an
/// [ExceptionGroup] of all that failed is thrown. One that is cancelled is no failure.
public final class TaskGroup implements AsyncContextManager<TaskGroup> { // loop thread only
    private final Set<Task<?>> tasks = new LinkedHashSet<>(); // that have not ended
    private final List<Throwable> errors = new ArrayList<>();
    private @Nullable Task<?> parent; // whose body it is, from entering on
    private @Nullable Waiter waiter; // the parent's, while it waits for the last task
    private boolean exiting;
    private boolean aborting;
    private boolean parentCancelRequested;

    /// A group to be entered, once.
    public TaskGroup() {}

    /// A task of this group.
    ///
    /// @throws IllegalStateException if the group is not entered, or is finished, or shuts down after a failure
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null, Current.get().context.snapshot());
    }

    /// A task of this group with a name.
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name) {
        return createTask(coroutine, name, Current.get().context.snapshot());
    }

    /// A task of this group whose steps run in this very context.
    public <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, Context context) {
        String refusal = refusal();
        if (refusal != null) {
            coroutine.close();
            throw new IllegalStateException("TaskGroup " + this + " " + refusal);
        }
        Task<T> task = parent().loop.createTask(coroutine, name, context);
        tasks.add(task);
        task.addDoneCallback((Task<T> done) -> taskDone(done));
        return task;
    }

    private @Nullable String refusal() {
        if (parent == null) return "has not been entered";
        if (exiting && tasks.isEmpty()) return "is finished";
        return aborting ? "is shutting down" : null;
    }

    /// Enters the body.
    ///
    /// @throws IllegalStateException the second time, and outside a task
    @Override
    public Coroutine<TaskGroup> aenter() {
        return new Coroutine<>(() -> {
            if (parent != null) throw new IllegalStateException("TaskGroup " + this + " has already been entered");
            parent = Current.runningLoop("TaskGroup").currentTask();
            if (parent == null)
                throw new IllegalStateException("TaskGroup " + this + " cannot determine the parent task");
            return this;
        });
    }

    /// Suspends the task that awaits it until all tasks have ended.
    ///
    /// @throws ExceptionGroup if any of them has failed, or the body
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> {
            leave(error);
            return false;
        });
    }

    private void leave(@Nullable Throwable error) {
        exiting = true;
        if (error != null && !aborting) abort();
        CancelledError cancellation = error instanceof CancelledError cancelled ? cancelled : null;
        CancelledError meanwhile = awaitTasks();
        if (meanwhile != null) cancellation = meanwhile;
        // The request of this group itself is taken back; if others remain, the cancellation goes on.
        if (parentCancelRequested && parent().uncancel() == 0) cancellation = null;
        if (cancellation != null && errors.isEmpty()) throw cancellation;
        if (error != null && !(error instanceof CancelledError)) errors.add(error);
        if (!errors.isEmpty()) throw failure();
    }

    /// Suspends until the last task has ended.
    ///
    /// @return the cancellation from outside that arrived meanwhile
    private @Nullable CancelledError awaitTasks() {
        CancelledError cancellation = null;
        while (!tasks.isEmpty()) {
            var wait = new Waiter(parent(), this);
            waiter = wait;
            try {
                wait.await();
            } catch (CancelledError cancelled) {
                if (!aborting) {
                    // Only this: once they are being cancelled, it is the group's own request that arrives here.
                    cancellation = cancelled;
                    abort();
                }
            } finally {
                waiter = null;
            }
        }
        return cancellation;
    }

    private ExceptionGroup failure() {
        Task<?> task = parent();
        if (task.cancelling() > 0) {
            // The group hides a cancellation from outside: it is to arrive at the parent's next wait.
            task.uncancel();
            task.cancel();
        }
        return new ExceptionGroup("unhandled errors in a TaskGroup", errors);
    }

    private void abort() {
        aborting = true;
        for (Task<?> task : List.copyOf(tasks)) task.cancel();
    }

    private void taskDone(Task<?> task) {
        tasks.remove(task);
        if (waiter != null && tasks.isEmpty()) waiter.wake();
        if (task.cancelled()) return;
        Throwable error = task.exception();
        if (error == null) return;
        errors.add(error);
        if (parent().done()) reportOrphan(task, error);
        else if (!aborting && !parentCancelRequested) {
            abort();
            parentCancelRequested = true;
            parent().cancel();
        }
    }

    private void reportOrphan(Task<?> task, Throwable error) {
        String message = "Task " + task + " has errored out but its parent task " + parent() + " is already completed";
        parent().loop.callExceptionHandler(new ErrorContext(message, error, task, null));
    }

    /// The tasks that have not ended, for the call graph.
    Set<Task<?>> tasks() {
        return tasks;
    }

    private Task<?> parent() {
        if (parent == null) throw new IllegalStateException("TaskGroup " + this + " has not been entered");
        return parent;
    }

    /// `<TaskGroup tasks=2 errors=1 cancelling>`.
    @Override
    public String toString() {
        return "<TaskGroup" + (tasks.isEmpty() ? "" : " tasks=" + tasks.size())
                + (errors.isEmpty() ? "" : " errors=" + errors.size())
                + (aborting ? " cancelling>" : parent != null ? " entered>" : ">");
    }
}

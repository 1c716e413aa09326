package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import org.jspecify.annotations.Nullable;

/// What is current on one thread: the running loop, its task, its context. Each thread has its own and alone
/// touches it; a fiber that stands on a thread of its own shares that of the thread which resumes it.
final class Current {
    /// That of the thread which last began to run a loop: a guess that is nearly always right, and cheap to check.
    private static @Nullable Current guess; // any thread; a stale one fails the check

    private final Thread thread;

    @Nullable
    EventLoop loop; // the innermost loop that runs on this thread

    @Nullable
    Task<?> task; // the task whose step this is

    @Nullable
    Task<?> awaiter; // the task that an await here would suspend: none in callbacks and in generators

    @Nullable
    AsyncGenerator<?> asyncGenerator; // the innermost whose body this is

    Context context = new Context();

    int eagerStarts; // how many tasks are just being started within the step of another

    private Current(Thread thread) {
        this.thread = thread;
    }

    static Current get() {
        Current guessed = guess;
        return guessed != null && guessed.thread == Thread.currentThread() ? guessed : look();
    }

    private static Current look() {
        if (Fiber.threadSlot() instanceof Current found) return found;
        var made = new Current(Thread.currentThread());
        Fiber.setThreadSlot(made);
        return made;
    }

    /// What was current before a loop began to run inside.
    record Saved(
            @Nullable EventLoop loop,
            @Nullable Task<?> task,
            @Nullable Task<?> awaiter,
            @Nullable AsyncGenerator<?> asyncGenerator,
            Context context) {}

    /// Runs a task's first step within whatever runs now.
    void startEagerly(Task<?> starting) {
        Saved outer = save();
        eagerStarts++;
        try {
            starting.run(starting.loop);
        } finally {
            eagerStarts--;
            restore(outer);
        }
    }

    Saved save() {
        return new Saved(loop, task, awaiter, asyncGenerator, context);
    }

    void restore(Saved saved) {
        loop = saved.loop;
        task = saved.task;
        awaiter = saved.awaiter;
        asyncGenerator = saved.asyncGenerator;
        context = saved.context;
    }

    /// This thread begins to run a loop.
    void enterLoop(EventLoop entered, Context base) {
        guess = this;
        loop = entered;
        task = null;
        awaiter = null;
        asyncGenerator = null;
        context = base;
    }

    /// The loop that runs on this thread; throws if none does.
    static EventLoop runningLoop(String what) {
        EventLoop running = get().loop;
        if (running == null)
            throw new IllegalStateException("no running event loop: " + what + " needs one; call it inside run(...)");
        return running;
    }

    /// The current context, for setting something in it.
    Context contextToWrite() {
        if (context.frozen()) {
            Context own = context.copy();
            if (task != null) task.replaceContext(context, own);
            context = own;
        }
        return context;
    }

    /// Tells whether this is code of a task that may run a loop of its own.
    boolean inHost() {
        return loop != null && task != null && loop.hosting.isHost(task);
    }

    /// Lets a loop run on this thread if none does, or if this is its host.
    void checkMayRun() {
        if (loop != null && !inHost()) {
            throw new IllegalStateException("Cannot run the event loop while another loop is running");
        }
    }

    /// The task that an await suspends; asks for it only where one must be.
    Task<?> awaiter() {
        Task<?> found = awaiter;
        if (found == null) throw new IllegalStateException(whyNotAwait());
        return found;
    }

    /// The same for what is to be awaited. A coroutine that cannot be is given up: one report is enough. Not a part
    /// of `await`, which the JIT inlines only while it is short.
    Task<?> awaiterOf(Awaitable<?> awaited) {
        if (awaiter == null && awaited instanceof Coroutine<?> refused) refused.close();
        return awaiter();
    }

    private String whyNotAwait() {
        if (loop == null) {
            return "await outside a coroutine: no event loop is running on this thread; wrap the code in async(...)"
                    + " and pass it to run(...)";
        }
        if (task != null && !task.isIn(context)) {
            return "await inside Context.run, whose code cannot wait: pass the context to createTask(...) instead";
        }
        if (task != null) return "await inside a generator: use asyncGenerator, whose body may await";
        return "await inside a callback, which cannot be suspended: start a task with createTask(...) instead";
    }
}

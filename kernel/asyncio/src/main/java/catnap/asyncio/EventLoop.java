package catnap.asyncio;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine behind async code: a queue of what is due, a heap of timers, and one thread that works them off.
///
/// It goes in passes. One pass takes in what other threads left and the timers that are due, and then runs exactly
/// what was in the queue at that moment, first in, first out; what that code schedules runs in the next pass. When
/// the queue is empty the thread sleeps until the next timer or the next word from a thread. Nothing interrupts
/// running code: between two waits of a task no other code of the loop runs.
///
/// Everything but [#callSoonThreadsafe], [#isIdle] and [#isClosed] is for the thread that runs the loop.
public final class EventLoop extends LoopReports implements AutoCloseable {
    final Agenda agenda;
    final TaskList tasks = new TaskList();
    final Set<Runnable> atClose = ConcurrentHashMap.newKeySet(); // any thread; tells those who wait in other threads
    final AsyncGenerators asyncGenerators = new AsyncGenerators(this);
    final Hosting hosting = new Hosting();

    private final DefaultExecutor executor = new DefaultExecutor();
    private final Context base = new Context(); // what is current between the callbacks
    private @Nullable Current current; // while it runs
    private volatile @Nullable Thread thread; // any thread; the one that runs it
    private volatile boolean closed; // any thread
    private TaskFactory taskFactory = Task::new;

    /// A loop that lives by the machine's clock.
    public EventLoop() {
        this(LoopClock.system(), null);
    }

    /// A loop that lives by this clock.
    ///
    /// @param shuffler if there is one, it shuffles what is due in each pass, to show which orders were luck
    public EventLoop(LoopClock clock, @Nullable RandomGenerator shuffler) {
        agenda = new Agenda(this, clock, shuffler);
    }

    // Running.

    /// Runs until [#stop] is called.
    ///
    /// @throws IllegalStateException if this loop is running already, or another one on this thread
    /// @throws CancelledError if a host's task that runs it is cancelled
    public void runForever() {
        checkOpen();
        Current here = Current.get();
        checkNotRunning(here);
        var run = new LoopRun(this, here);
        boolean cancelled;
        current = here;
        thread = Thread.currentThread();
        run.begin(base);
        try {
            agenda.runPasses();
        } finally {
            current = null;
            thread = null;
            cancelled = run.end();
        }
        if (cancelled) throw new CancelledError();
    }

    /// Runs until this is done, and gives its result or throws its error.
    ///
    /// @throws IllegalStateException if the loop was stopped before; or as [#runForever]
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> awaitable) {
        checkOpen();
        checkNotRunning(Current.get());
        AsyncFuture<T> future = ensureFuture(awaitable);
        Consumer<AsyncFuture<T>> ending = _ -> stop();
        future.addDoneCallback(ending, base);
        try {
            runForever();
        } finally {
            future.removeDoneCallback(ending);
        }
        if (!future.done()) throw new IllegalStateException("Event loop stopped before Future completed.");
        return future.result();
    }

    /// Runs one pass and returns, without waiting for anything: to look at a loop while it works.
    ///
    /// @throws IllegalStateException as [#runForever]
    public void step() {
        checkOpen();
        checkNotRunning(Current.get()); // first: a loop that runs must not be stopped by what is refused
        stop();
        runForever();
        if (instrument != null) instrument.stepped();
    }

    /// What the loop has before it at this moment: what is due, what is timed, who waits for what. It changes nothing,
    /// and costs nothing while nobody asks.
    ///
    /// ```java
    /// var loop = new EventLoop();
    /// var _ = loop.createTask(sleep(1), "napping");
    /// println(loop.snapshot().ready().getFirst().what()); // → napping begins
    /// loop.step();
    /// println(loop.snapshot().timers().getFirst().what()); // → wakes napping
    /// ```
    public LoopSnapshot snapshot() {
        checkThread();
        return Snapshots.of(this);
    }

    /// Lets the current pass end and then leaves [#runForever]; called before it, one pass is run.
    public void stop() {
        agenda.stop();
    }

    /// Tells whether some thread runs this loop.
    public boolean isRunning() {
        return thread != null;
    }

    /// Tells whether a loop on this thread, this one or one that runs inside a step of it, waits for something to do.
    /// Any thread.
    public boolean isIdle() {
        Thread runner = thread;
        return runner != null && Agenda.idlesOn(runner);
    }

    /// Tells whether [#close] was called.
    public boolean isClosed() {
        return closed;
    }

    /// Gives up everything that is scheduled and lets go of the default executor. Reports what would be lost in
    /// silence: tasks still pending, errors nobody read. A second call does nothing.
    ///
    /// @throws IllegalStateException if the loop is running
    @Override
    public void close() {
        if (isRunning()) throw new IllegalStateException("Cannot close a running event loop");
        if (closed) return;
        closed = true;
        reportPending(tasks.snapshot());
        reportLeftovers(_ -> false, true);
        agenda.close();
        atClose.forEach(Runnable::run);
        agenda.release();
        executor.shutdown();
    }

    // Scheduling.

    /// Has the callback run in the next pass, after everything that is due already, in a copy of the current context.
    ///
    /// @return a handle to cancel it with
    public Handle callSoon(Runnable callback) {
        return callSoon(callback, Current.get().context.snapshot());
    }

    /// The same, in this very context.
    public Handle callSoon(Runnable callback, Context context) {
        var handle = new Handle(Placed.of(callback), context);
        soon(handle);
        return handle;
    }

    /// Has the callback run soon, from any thread, and wakes the loop if it sleeps.
    ///
    /// @throws IllegalStateException if the loop is closed
    public Handle callSoonThreadsafe(Runnable callback) {
        Handle handle = leave(callback);
        if (handle == null) throw new IllegalStateException("Event loop is closed");
        return handle;
    }

    /// The same for who need not know whether the loop is closed: null if it is.
    @Nullable
    Handle leave(Runnable callback) {
        var handle = new Handle(Placed.of(callback), Current.get().context.snapshot());
        if (!isHere()) return agenda.inbox.offer(handle) ? handle : null;
        soon(handle);
        return handle;
    }

    /// Has the callback run after that many seconds; a negative number means at once, behind what is due.
    public TimerHandle callLater(double seconds, Runnable callback) {
        return timer(nanoTime() + Seconds.toNanos(seconds), callback);
    }

    /// Has the callback run after that long.
    public TimerHandle callLater(Duration delay, Runnable callback) {
        return timer(nanoTime() + Seconds.toNanos(delay), callback);
    }

    /// Has the callback run when [#time] is `when`.
    public TimerHandle callAt(double when, Runnable callback) {
        return timer(Seconds.toNanos(when), callback);
    }

    /// The loop's clock, in seconds since some fixed moment.
    public double time() {
        return nanoTime() / 1e9;
    }

    long nanoTime() {
        return agenda.clock.nanoTime();
    }

    /// Has the callback run at this time of the clock.
    TimerHandle timer(long due, Runnable callback) {
        checkOpen();
        checkThread();
        var timer = new TimerHandle(Placed.of(callback), Current.get().context.snapshot(), due, this);
        agenda.timers.add(timer);
        return timer;
    }

    /// Puts an entry at the end of the queue.
    void soon(Due due) {
        if (closed) throw new IllegalStateException("Event loop is closed");
        checkThread();
        if (instrument != null && due instanceof Task<?> task) instrument.wokenUp(task, currentTask());
        agenda.ready.add(due);
    }

    /// Tells whether suspending this task for one pass would bring it straight back.
    boolean aloneOn(Task<?> task) {
        return instrument == null
                && task.loop == this
                && here().eagerStarts == 0 // whoever made the task stands in the middle of a step
                && agenda.wouldComeStraightBack();
    }

    // Futures, tasks, threads.

    /// A future to be filled by whoever likes.
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
        return new AsyncFuture<>(this);
    }

    /// The same with a few words for what it stands for, such as `free connection`, which pictures of the tasks that
    /// wait for it show.
    public <T extends @Nullable Object> AsyncFuture<T> createFuture(String what) {
        return NamedFuture.ofWord(this, what);
    }

    /// A task that runs the coroutine, from the next pass on.
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null, Current.get().context.snapshot());
    }

    /// A task with a name.
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name) {
        return createTask(coroutine, name, Current.get().context.snapshot());
    }

    /// A task whose steps run in this very context.
    public <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, Context context) {
        checkOpen();
        return taskFactory.make(this, coroutine, name, context);
    }

    /// Has this make the loop's tasks from now on; `null` for plain ones again.
    public void setTaskFactory(@Nullable TaskFactory factory) {
        taskFactory = factory == null ? Task::new : factory;
    }

    /// Who makes the loop's tasks.
    public TaskFactory getTaskFactory() {
        return taskFactory;
    }

    /// The awaitable as a future of this loop: itself if it is one, else a task.
    ///
    /// @throws IllegalArgumentException if it is a future of another loop
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> awaitable) {
        if (!(awaitable instanceof AsyncFuture<T> future)) return createTask(awaitable.toCoroutine());
        if (future.loop == this) return future;
        throw new IllegalArgumentException(
                "The future belongs to a different loop than the one specified as the loop argument");
    }

    /// Runs blocking code in a thread, at once; cancelling the future keeps code that waits for a thread from
    /// running, but does not stop code that runs. The thread does not see this task's context variables;
    /// [Asyncio#toThread] hands them on.
    ///
    /// @param executor where to run it; `null` for the loop's own threads
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> code) {
        checkOpen();
        return ExecutorJob.start(this, executor != null ? executor : this.executor.get(), code);
    }

    /// The same for code that gives nothing back.
    public AsyncFuture<@Nullable Void> runInExecutor(@Nullable Executor executor, Body code) {
        return runInExecutor(executor, Asyncio.callable(code));
    }

    /// Where [#runInExecutor] runs code from now on if no executor is named.
    public void setDefaultExecutor(Executor executor) {
        this.executor.set(executor);
    }

    /// Takes no more work for the loop's own threads, and suspends the task that awaits it until what runs there has
    /// ended.
    public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
        return executor.shutDownAndWait(this);
    }

    /// Ends all async generators that have begun; to be awaited, it suspends while their `finally` blocks wait.
    public Coroutine<@Nullable Void> shutdownAsyncgens() {
        return asyncGenerators.closeAll();
    }

    /// Those tasks of this loop that are not done.
    Set<Task<?>> allTasks() {
        return tasks.snapshot();
    }

    // Entering and leaving code of the loop.

    /// What is current between the callbacks, for entries that run no code of the user's.
    Context baseContext() {
        return base;
    }

    Current beginStep(Task<?> task, Context context) {
        Current here = here();
        here.task = task;
        here.awaiter = task;
        here.asyncGenerator = null;
        here.context = context;
        return here;
    }

    void endStep(Current here) {
        here.task = null;
        here.awaiter = null;
        here.asyncGenerator = null;
        here.context = base;
    }

    Context enter(Context context) {
        Current here = here();
        Context before = here.context;
        here.context = context;
        return before;
    }

    void leave(Context before) {
        here().context = before;
    }

    /// The task whose step runs now on this loop, if any.
    @Nullable
    Task<?> currentTask() {
        Current here = current;
        return here == null || here.loop != this ? null : here.task;
    }

    private Current here() {
        Current here = current;
        if (here == null) throw new AssertionError("code of a loop that does not run");
        return here;
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("Event loop is closed");
    }

    /// Tells whether this is the thread that runs the loop; a fiber with a thread of its own is told by what is
    /// current on it.
    private boolean isHere() {
        Thread runner = thread;
        return runner != null && (runner == Thread.currentThread() || Current.get() == current);
    }

    /// Only the loop's thread may touch the queue.
    void checkThread() {
        if (thread != null && !isHere()) {
            throw new IllegalStateException(
                    "Non-thread-safe operation invoked on an event loop other than the current one:"
                            + " use callSoonThreadsafe");
        }
    }

    private void checkNotRunning(Current here) {
        if (isRunning()) throw new IllegalStateException("This event loop is already running");
        here.checkMayRun();
    }

    /// `<EventLoop running>`.
    @Override
    public String toString() {
        return "<EventLoop " + (isClosed() ? "closed" : isRunning() ? "running" : "not running") + ">";
    }
}

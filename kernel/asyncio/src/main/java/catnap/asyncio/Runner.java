package catnap.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A loop for one or several coroutines, one after another, with everything that has to be cleaned up behind them
/// (asyncio's `Runner`). All of them share the loop and one context. [Asyncio#run] is a runner for one.
public final class Runner implements AutoCloseable {
    private final EventLoop loop;
    private final Context context = Current.get().context.copy();
    private boolean closed;

    /// A runner on the machine's clock.
    public Runner() {
        this(builder());
    }

    private Runner(Builder builder) {
        loop = new EventLoop(builder.clock, builder.shuffler);
        EventLoop outer = Current.get().loop;
        if (outer != null) { // a host hears of inner loops too
            loop.setExceptionHandler(outer.getExceptionHandler());
            loop.agenda.watches.inherit(outer.agenda.watches);
        }
        loop.setInstrument(Instruments.all(builder.instruments));
        if (outer != null && outer.instrument != null && builder.clock == LoopClock.system()) {
            loop.addInstrument(outer.instrument); // who watches a cell sees what the cell runs
        }
        if (builder.debug) loop.setDebug(true);
    }

    /// A runner to be set up first.
    public static Builder builder() {
        return new Builder();
    }

    /// Runs the coroutine to its end, and gives its result or throws its error.
    ///
    /// @throws IllegalStateException inside a task: use `await` there
    public <T extends @Nullable Object> T run(Awaitable<T> main) {
        return run(main, context);
    }

    /// The same in this context, instead of the one that all runs share.
    public <T extends @Nullable Object> T run(Awaitable<T> main, Context context) {
        checkOpen();
        Current here = Current.get();
        EventLoop outer = here.loop;
        if (outer != null && !here.inHost()) {
            if (main instanceof Coroutine<?> refused) refused.close(); // one report of one mistake is enough
            throw new IllegalStateException(
                    "run(...) cannot be called from a running event loop: inside a coroutine use await(...)");
        }
        Task<T> task = loop.createTask(main.toCoroutine(), null, context);
        if (outer == null) return loop.runUntilComplete(task);
        outer.hosting.main(task);
        outer.agenda.watches.enterInnerLoop();
        try {
            return loop.runUntilComplete(task);
        } finally {
            outer.hosting.main(null);
            outer.agenda.watches.leaveInnerLoop();
        }
    }

    /// The loop.
    ///
    /// @throws IllegalStateException once the runner is closed
    public EventLoop getLoop() {
        checkOpen();
        return loop;
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("Runner is closed");
    }

    /// Cancels the tasks that are left and waits for them, ends async generators, and closes the loop. A second
    /// call does nothing.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        try {
            cancelAll(loop.allTasks());
            if (!loop.asyncGenerators.isEmpty()) loop.runUntilComplete(loop.shutdownAsyncgens());
        } finally {
            loop.close();
        }
    }

    private void cancelAll(Set<Task<?>> left) {
        if (left.isEmpty()) return;
        for (Task<?> task : left) task.cancel();
        loop.runUntilComplete(
                Asyncio.async(() -> Asyncio.await(Asyncio.gather(left).returnExceptions())));
        for (Task<?> task : left) {
            Throwable error = task.peekError();
            if (error == null) continue;
            loop.callExceptionHandler(
                    new ErrorContext("unhandled exception during asyncio.run() shutdown", error, task, null));
        }
    }

    /// What a runner is made of.
    public static final class Builder {
        private LoopClock clock = LoopClock.system();
        private @Nullable RandomGenerator shuffler;
        private final List<Instrument> instruments = new ArrayList<>();

        private boolean debug;

        private Builder() {}

        /// Turns debug mode on: see [EventLoop#setDebug].
        public Builder debug(boolean on) {
            debug = on;
            return this;
        }

        /// The clock to live by.
        public Builder clock(LoopClock clock) {
            this.clock = clock;
            return this;
        }

        /// Shuffles what is due in each pass, the same way for the same seed: to show which orders were luck.
        public Builder seed(long seed) {
            shuffler = new Random(seed);
            return this;
        }

        /// Somebody to watch the loop; several may.
        public Builder instrument(Instrument instrument) {
            instruments.add(instrument);
            return this;
        }

        /// The runner.
        public Runner build() {
            return new Runner(this);
        }
    }
}

package catnap.asyncio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A deadline for a body of code (asyncio's `Timeout`). Made by [Asyncio#timeout(double)].
///
/// ```java
/// asyncWith(timeout(10), () -> println(await(getCatFact())));
/// ```
///
/// When the time comes it cancels the task, once, and on leaving the body it turns the [CancelledError] into an
/// [AsyncTimeoutException]; unless the task was cancelled by somebody else as well, which goes first. As it has to
/// see the error it works with [Asyncio#asyncWith] only, and not in a `try (…)`.
///
/// ```
///             enter             time is up             leave
///   created ─────────▶ active ─────────────▶ expiring ─────────▶ expired
///                         │ leave
///                         ▼
///                      finished
/// ```
public final class Timeout implements AsyncContextManager<Timeout> { // loop thread only
    private enum State {
        CREATED,
        ACTIVE,
        EXPIRING,
        EXPIRED,
        FINISHED
    }

    /// No deadline.
    static final long NEVER = Long.MAX_VALUE;

    private State state = State.CREATED;
    private long deadline; // the loop's nanoseconds
    private @Nullable Task<?> task; // whose body it is, from entering on
    private int cancelRequestsBefore;
    private @Nullable Handle timer; // while it runs

    Timeout(long deadline) {
        this.deadline = deadline;
    }

    /// A deadline so many seconds from now; none if that is `null`.
    static Timeout after(@Nullable Double seconds) {
        return new Timeout(
                seconds == null ? NEVER : Current.runningLoop("timeout").nanoTime() + Seconds.toNanos(seconds));
    }

    /// Suspends the current task until the awaitable is done, or for so many seconds at most: asyncio's `wait_for`.
    ///
    /// @param seconds `null` for ever
    static <T extends @Nullable Object> T limit(Awaitable<T> awaitable, @Nullable Double seconds) {
        if (seconds != null && seconds <= 0) return atOnce(awaitable);
        var timeout = after(seconds);
        timeout.enter();
        T result;
        try {
            result = Asyncio.await(awaitable);
        } catch (Throwable error) {
            timeout.leave(error);
            throw error;
        }
        timeout.leave(null);
        return result;
    }

    /// No time at all: what is not done is cancelled, a coroutine before it has begun.
    private static <T extends @Nullable Object> T atOnce(Awaitable<T> awaitable) {
        AsyncFuture<T> future = Current.runningLoop("waitFor").ensureFuture(awaitable);
        if (future.done()) return future.result();
        Waiting.cancelAndAwait(future);
        try {
            return future.result();
        } catch (CancelledError cancelled) {
            throw new AsyncTimeoutException(cancelled);
        }
    }

    /// The deadline as [EventLoop#time] tells time; `null` if there is none.
    public @Nullable Double when() {
        return deadline == NEVER ? null : deadline / 1e9;
    }

    /// Sets another deadline; `null` for none. One that is past takes effect at the task's next wait.
    ///
    /// @throws IllegalStateException before the body and after it, and once the time is up
    public void reschedule(@Nullable Double when) {
        reschedule(when == null ? NEVER : Seconds.toNanos(when));
    }

    /// Tells whether the time was up before the body ended.
    public boolean expired() {
        return state == State.EXPIRING || state == State.EXPIRED;
    }

    /// Sets the clock going.
    ///
    /// @throws IllegalStateException the second time, and outside a task
    @Override
    public Coroutine<Timeout> aenter() {
        return new Coroutine<>(() -> {
            enter();
            return this;
        });
    }

    /// Stops the clock.
    ///
    /// @throws AsyncTimeoutException if the time was up and nobody else has cancelled the task
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> {
            leave(error);
            return false;
        });
    }

    private void enter() {
        if (state != State.CREATED) throw new IllegalStateException("Timeout has already been entered");
        Task<?> current = Current.runningLoop("timeout").currentTask();
        if (current == null) throw new IllegalStateException("Timeout should be used inside a task");
        state = State.ACTIVE;
        task = current;
        cancelRequestsBefore = current.cancelling();
        reschedule(deadline);
    }

    private void reschedule(long next) {
        if (state == State.CREATED) throw new IllegalStateException("Timeout has not been entered");
        if (state != State.ACTIVE)
            throw new IllegalStateException("Cannot change state of " + stateName() + " Timeout");
        deadline = next;
        stopTimer();
        if (next == NEVER) return;
        EventLoop loop = Current.runningLoop("timeout");
        boolean past = next <= loop.nanoTime();
        timer = past ? loop.callSoon(this::timeIsUp) : loop.timer(next, this::timeIsUp);
    }

    private void timeIsUp() {
        state = State.EXPIRING;
        timer = null;
        task().cancel();
    }

    private void leave(@Nullable Throwable error) {
        stopTimer();
        if (state == State.ACTIVE) state = State.FINISHED;
        if (state != State.EXPIRING) return;
        state = State.EXPIRED;
        boolean onlyThis = task().uncancel() <= cancelRequestsBefore;
        if (!onlyThis || error == null) return;
        var timeIsUp = new AsyncTimeoutException(error instanceof CancelledError ? error : null);
        if (error instanceof CancelledError) throw timeIsUp;
        error.addSuppressed(timeIsUp); // the body's own error goes out; Python has it in the __context__
    }

    private void stopTimer() {
        if (timer != null) timer.cancel();
        timer = null;
    }

    private Task<?> task() {
        if (task == null) throw new IllegalStateException("Timeout has not been entered");
        return task;
    }

    private String stateName() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// `<Timeout [active] when=12.5>`.
    @Override
    public String toString() {
        return "<Timeout [" + stateName() + "]" + (state == State.ACTIVE ? " when=" + rounded() + ">" : ">");
    }

    private @Nullable Double rounded() {
        Double when = when();
        return when == null ? null : Math.round(when * 1000) / 1000.0;
    }
}

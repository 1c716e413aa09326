package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a loop tells those who look after it: errors that nobody waits for, what was left over, slow steps, and each
/// step, if an instrument wants to know. Programs know these methods as [EventLoop]'s own.
abstract sealed class LoopReports permits EventLoop { // loop thread only
    final Leftovers leftovers = new Leftovers();

    @Nullable
    Instrument instrument;

    private @Nullable BiConsumer<EventLoop, ErrorContext> exceptionHandler;
    private double slowSeconds = 0.1; // asyncio's default
    private boolean debug;

    private EventLoop loop() {
        return (EventLoop) this;
    }

    /// Who is told of errors that nobody waits for, instead of the log; `null` for the log again. An error that the
    /// handler throws goes to the log.
    public void setExceptionHandler(@Nullable BiConsumer<EventLoop, ErrorContext> handler) {
        exceptionHandler = handler;
    }

    /// Who is told of errors that nobody waits for; `null` if they go to the log.
    public @Nullable BiConsumer<EventLoop, ErrorContext> getExceptionHandler() {
        return exceptionHandler;
    }

    /// Writes an error that nobody waits for to the log, for a handler that wants the usual besides.
    public void defaultExceptionHandler(ErrorContext context) {
        ErrorLog.write(context);
    }

    /// Reports an error that nobody waits for. Never throws.
    public void callExceptionHandler(ErrorContext context) {
        ErrorLog.tell(exceptionHandler, loop(), context);
    }

    /// Tells the exception handler, now and once, what would be lost in silence: errors that nobody has read so far;
    /// what was not closed by a task that has ended; and, while [Leftovers#trackCoroutines] is on, coroutines that
    /// nobody has awaited.
    public void reportLeftovers() {
        reportLeftovers(_ -> false);
    }

    /// The same without what somebody still holds, as a notebook's variable does: that can still be awaited or closed,
    /// and is told another time, if it is not.
    ///
    /// @param held is asked about coroutines, async generators, and what [Unclosed] was made for
    public void reportLeftovers(Predicate<Object> held) {
        reportLeftovers(held, false);
    }

    /// @param ended nothing of the loop's is in use any more
    void reportLeftovers(Predicate<Object> held, boolean ended) {
        leftovers.reportUnread(loop());
        leftovers.reportOpen(loop(), held, ended);
        Leftovers.reportNeverAwaited(loop(), held);
    }

    /// Tells of tasks that will never end, for their loop is being closed.
    void reportPending(Set<Task<?>> tasks) {
        for (Task<?> task : tasks) {
            String message = "Task was destroyed but it is pending!" + Places.madeAt(task.origin())
                    + ": await it, or cancel it, before its loop is closed";
            callExceptionHandler(new ErrorContext(message, null, task, null));
        }
    }

    /// Times every step and callback from now on, and reports those that take longer than this; `null` ends it.
    ///
    /// @param seconds the limit; that of debug mode is [#slowCallbackDuration()]
    public void watchSlowSteps(double seconds, @Nullable Consumer<SlowStep> report) {
        loop().agenda.watches.host(report == null ? null : new StepWatch(loop(), seconds, report, null));
    }

    /// From how many seconds on a step or a callback is slow to debug mode; 0.1 unless it was set.
    public double slowCallbackDuration() {
        return slowSeconds;
    }

    /// Sets from how many seconds on debug mode reports a step or a callback as slow, from the loop's next pass on.
    /// Without debug mode nothing is timed; [#watchSlowSteps] has a limit of its own.
    ///
    /// @throws IllegalArgumentException if it is not a number
    public void slowCallbackDuration(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException("slowCallbackDuration must be a number of seconds, was NaN");
        }
        slowSeconds = seconds;
        if (debug) watchInDebugMode();
    }

    /// Debug mode, as asyncio's: remembers where coroutines were made and reports those nobody awaited, reports
    /// steps of [#slowCallbackDuration()] seconds or more to the log, those that are stuck at a monitor while they
    /// are, and refuses to wait inside `synchronized` (not where fibers are threads). It slows everything down. The
    /// first and the last of these are for the whole program. What a host has asked for, it goes on to get,
    /// in debug mode and after it.
    public void setDebug(boolean on) {
        debug = on;
        Leftovers.trackForDebugMode(on);
        if (on) Fiber.addSuspensionCheck(HeldMonitors.CHECK);
        else Fiber.removeSuspensionCheck(HeldMonitors.CHECK);
        watchInDebugMode();
    }

    private void watchInDebugMode() {
        loop().agenda.watches.debug(debug ? new StepWatch(loop(), slowSeconds, ErrorLog::warn, ErrorLog::warn) : null);
    }

    /// Tells whether [#setDebug] has turned debug mode on.
    public boolean getDebug() {
        return debug;
    }

    /// Has somebody watch from now on; `null` ends it.
    public void setInstrument(@Nullable Instrument instrument) {
        this.instrument = instrument;
    }

    /// Has one more watch, beside those who do.
    public void addInstrument(Instrument added) {
        instrument = Instruments.with(instrument, added);
    }

    /// Has this one watch no longer.
    public void removeInstrument(Instrument removed) {
        instrument = Instruments.without(instrument, removed);
    }
}

package catnap.kernel.picture;

import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopClock;
import catnap.asyncio.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What learners call to see code run. All of it is preloaded in cells.
public final class Pictures {
    private Pictures() {}

    /// Runs the coroutine and gives the picture of it: a lane for each task, and what everybody waited for.
    ///
    /// Suspends until the coroutine has ended, on the loop that runs; where none does it runs one. A failure of the
    /// coroutine is in the picture, and is thrown by [Timeline#result].
    public static <T extends @Nullable Object> Timeline<T> timeline(Awaitable<T> coroutine) {
        return Recording.on(null, () -> Recording.here(coroutine));
    }

    /// The same on a loop of its own that lives by this clock: with [LoopClock#virtual] the picture of an hour takes
    /// no time, and is the same on every machine.
    public static <T extends @Nullable Object> Timeline<T> timeline(Awaitable<T> coroutine, LoopClock clock) {
        return Recording.on(clock, () -> Recording.here(coroutine));
    }

    /// Runs the coroutines one after another, and gives their pictures under one time axis.
    ///
    /// Suspends as [#timeline(Awaitable)] does.
    public static Timelines timelines(String name, Awaitable<?> coroutine, String name2, Awaitable<?> coroutine2) {
        var runs = new LinkedHashMap<String, Awaitable<?>>();
        runs.put(name, coroutine);
        runs.put(name2, coroutine2);
        return timelines(runs);
    }

    /// The same for three.
    public static Timelines timelines(
            String name,
            Awaitable<?> coroutine,
            String name2,
            Awaitable<?> coroutine2,
            String name3,
            Awaitable<?> coroutine3) {
        var runs = new LinkedHashMap<String, Awaitable<?>>();
        runs.put(name, coroutine);
        runs.put(name2, coroutine2);
        runs.put(name3, coroutine3);
        return timelines(runs);
    }

    /// The same for any number, in the map's order.
    public static Timelines timelines(Map<String, ? extends Awaitable<?>> coroutines) {
        return Timelines.of(coroutines, null);
    }

    /// The same, each on a loop of its own that lives by this clock.
    public static Timelines timelines(Map<String, ? extends Awaitable<?>> coroutines, LoopClock clock) {
        return Timelines.of(coroutines, clock);
    }

    /// Runs the coroutine and gives all that happened, as records. A failure of the coroutine is one of the events.
    ///
    /// Suspends as [#timeline(Awaitable)] does.
    public static Trace trace(Awaitable<?> coroutine) {
        return timeline(coroutine).trace();
    }

    /// The same on a loop of its own that lives by this clock.
    public static Trace trace(Awaitable<?> coroutine, LoopClock clock) {
        return timeline(coroutine, clock).trace();
    }

    /// The loop that runs this code, at this moment: what is due, what is timed, and who waits for what.
    ///
    /// @throws IllegalStateException where no loop runs
    public static LoopView loopView() {
        return loopView(Asyncio.getRunningLoop());
    }

    /// The same of some loop, such as one that is stepped by hand: `loop.step()`, and look again; or
    /// [LoopView#step], which does both.
    public static LoopView loopView(EventLoop loop) {
        return new LoopView(loop);
    }

    /// The tasks of the loop that runs this code: under each those that it awaits, and where in its own code each
    /// stands.
    ///
    /// @throws IllegalStateException where no loop runs
    public static Picture taskTree() {
        return taskTree(Asyncio.getRunningLoop());
    }

    /// The same of some loop.
    public static Picture taskTree(EventLoop loop) {
        return TaskTree.of(loop);
    }
}

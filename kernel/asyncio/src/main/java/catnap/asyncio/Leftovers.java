package catnap.asyncio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What would otherwise be lost in silence: coroutines that nobody awaited, errors that nobody read, and what nobody
/// closed.
///
/// A loop reports these when it closes, or when asked by [EventLoop#reportLeftovers]. Coroutines are tracked only
/// while [#trackCoroutines] is on, as in debug mode and in a notebook: it costs each coroutine a look at the stack.
public final class Leftovers {
    /// Read wherever a coroutine is made, so it is plain; a late reader tracks a moment longer or shorter.
    static boolean tracking;

    private static boolean hostTracks; // under LOCK
    private static boolean debugTracks; // under LOCK

    /// More than this many are not kept apart: by then the first ones have told the story.
    private static final int MOST = 10_000;

    private static final Object LOCK = new Object();
    private static @Nullable Tracked newest; // under LOCK
    private static int count; // under LOCK

    private final List<Failed> failed = new ArrayList<>(); // loop thread only
    private final Set<Owed> open = new LinkedHashSet<>(); // loop thread only
    private int pruneAt = 64; // loop thread only

    Leftovers() {}

    /// Begins or ends remembering where each coroutine was made and which have not started; from any thread.
    /// Coroutines made before are not known.
    public static void trackCoroutines(boolean on) {
        synchronized (LOCK) {
            hostTracks = on;
            tracking = on || debugTracks;
        }
    }

    static void trackForDebugMode(boolean on) {
        synchronized (LOCK) {
            debugTracks = on;
            tracking = on || hostTracks;
        }
    }

    /// The tracked coroutines that have not started, oldest first; they are dropped from the list, so that each is
    /// told once. Any thread.
    public static List<Coroutine<?>> takeNeverAwaited() {
        return takeNeverAwaited(_ -> false);
    }

    /// The same without those that somebody still holds and may await; these stay in the list, for another time.
    public static List<Coroutine<?>> takeNeverAwaited(Predicate<? super Coroutine<?>> held) {
        var taken = new ArrayList<Coroutine<?>>();
        for (Tracked tracked : tracked()) {
            if (held.test(tracked.coroutine)) continue;
            taken.add(tracked.coroutine);
            untrack(tracked);
        }
        return taken;
    }

    private static List<Tracked> tracked() {
        synchronized (LOCK) {
            var all = new ArrayList<Tracked>();
            for (Tracked each = newest; each != null; each = each.older) all.add(each);
            return all.reversed();
        }
    }

    static @Nullable Tracked track(Coroutine<?> coroutine) {
        StackTraceElement origin = Places.caller();
        if (origin == null) return null;
        var tracked = new Tracked(coroutine, origin, Current.get().task);
        synchronized (LOCK) {
            if (count < MOST) link(tracked);
        }
        return tracked;
    }

    static void untrack(Tracked tracked) {
        synchronized (LOCK) {
            if (tracked.listed) unlink(tracked);
        }
    }

    private static void link(Tracked tracked) {
        tracked.older = newest;
        if (newest != null) newest.newer = tracked;
        newest = tracked;
        tracked.listed = true;
        count++;
    }

    private static void unlink(Tracked tracked) {
        Tracked older = tracked.older;
        Tracked newer = tracked.newer;
        if (newer == null) newest = older;
        else newer.older = older;
        if (older != null) older.newer = newer;
        tracked.older = null;
        tracked.newer = null;
        tracked.listed = false;
        count--;
    }

    /// A future that failed, and where its code was made, as far as known: a task that has ended has let go of that.
    private record Failed(AsyncFuture<?> future, @Nullable StackTraceElement origin) {
        static Failed of(AsyncFuture<?> future) {
            return new Failed(future, future instanceof Task<?> task ? task.origin() : null);
        }

        boolean unread() {
            return future.unread();
        }

        /// CPython's words, and behind them the place and the remedy.
        String report() {
            return (future instanceof Task ? "Task" : "Future") + " exception was never retrieved"
                    + Places.madeAt(origin) + ": await it, or ask for its exception()";
        }
    }

    /// Takes note of a future that failed, in case nobody asks for its error.
    void noteFailed(AsyncFuture<?> future) {
        failed.add(Failed.of(future));
        if (failed.size() < pruneAt) return;
        failed.removeIf(each -> !each.unread());
        pruneAt = Math.max(64, 2 * failed.size());
    }

    /// Tells the loop's handler about every error that nobody has read, once.
    void reportUnread(EventLoop loop) {
        List<Failed> found = failed.stream().filter(Failed::unread).toList();
        failed.clear();
        for (Failed each : found) {
            AsyncFuture<?> future = each.future();
            future.markRead();
            loop.callExceptionHandler(new ErrorContext(each.report(), future.peekError(), future, null));
        }
    }

    /// Takes note of something that is to be closed.
    void owes(Owed owed) {
        open.add(owed);
    }

    void owesNoMore(Owed owed) {
        open.remove(owed);
    }

    /// Tells the loop's handler about what is open and not in use any more, once.
    ///
    /// @param ended nothing of the loop's is in use any more
    void reportOpen(EventLoop loop, Predicate<Object> held, boolean ended) {
        for (Owed owed : List.copyOf(open)) {
            Task<?> user = owed.user();
            Object thing = owed.thing();
            if (!ended && (owed.isToldAtTheEndOnly() || (user != null && !user.done()))) continue;
            if (thing != null && held.test(thing)) continue;
            String report = owed.report();
            if (report != null) loop.callExceptionHandler(new ErrorContext(report, null, null, null));
            if (!(owed instanceof AsyncGenerator)) open.remove(owed); // that one is still to be closed with the loop
        }
    }

    /// Tells the loop's handler about every tracked coroutine that has not started and that nobody holds.
    static void reportNeverAwaited(EventLoop loop, Predicate<Object> held) {
        for (Coroutine<?> coroutine : takeNeverAwaited(held)) {
            StackTraceElement origin = coroutine.origin();
            loop.callExceptionHandler(new ErrorContext(
                    "coroutine" + Places.named(origin) + " was never awaited" + Places.madeAt(origin)
                            + ": await it, or pass it to createTask(...) or run(...)",
                    null,
                    null,
                    null));
        }
    }
}

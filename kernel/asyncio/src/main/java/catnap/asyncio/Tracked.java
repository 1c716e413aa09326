package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A coroutine's entry in the list of those that have not started, and where it was made.
final class Tracked { // any thread, under the list's lock
    final Coroutine<?> coroutine;
    final StackTraceElement origin;

    @Nullable
    Tracked older;

    @Nullable
    Tracked newer;

    boolean listed;

    Tracked(Coroutine<?> coroutine, StackTraceElement origin) {
        this.coroutine = coroutine;
        this.origin = origin;
    }
}

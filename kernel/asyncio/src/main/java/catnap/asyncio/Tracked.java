package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A coroutine's entry in the list of those that have not started, where it was made and by whom.
final class Tracked { // any thread, under the list's lock
    final Coroutine<?> coroutine;
    final StackTraceElement origin;
    final @Nullable Task<?> maker;

    @Nullable
    Tracked older;

    @Nullable
    Tracked newer;

    boolean listed;

    Tracked(Coroutine<?> coroutine, StackTraceElement origin, @Nullable Task<?> maker) {
        this.coroutine = coroutine;
        this.origin = origin;
        this.maker = maker;
    }
}

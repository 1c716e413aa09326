package catnap.http;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The places for exchanges that a session has: so many in all, so many for one host. Who finds none waits in
/// line.
///
/// A place that becomes free is handed to the first in line who can use it, so that nobody overtakes. Loop thread
/// only.
final class Slots {
    private record Waiting(String host, AsyncFuture<@Nullable Void> turn) {}

    private final int limit;
    private final int limitPerHost;
    private int taken;
    private final Map<String, Integer> takenByHost = new HashMap<>();
    private final Deque<Waiting> line = new ArrayDeque<>();

    /// @param limit 0 for any number, as `limitPerHost`
    Slots(int limit, int limitPerHost) {
        this.limit = limit;
        this.limitPerHost = limitPerHost;
    }

    /// Takes a place if there is one.
    boolean tryTake(String host) {
        if (!free(host)) return false;
        take(host);
        return true;
    }

    /// Joins the line. The place is taken for the caller when the future has its result.
    AsyncFuture<@Nullable Void> line(EventLoop loop, String host) {
        AsyncFuture<@Nullable Void> turn = loop.createFuture("free connection");
        line.add(new Waiting(host, turn));
        return turn;
    }

    void release(String host) {
        taken--;
        if (limitPerHost > 0) takenByHost.merge(host, -1, Slots::sumOrNone);
        callNext();
    }

    private void callNext() {
        for (Iterator<Waiting> each = line.iterator(); each.hasNext() && (limit == 0 || taken < limit); ) {
            var next = each.next();
            if (next.turn().done()) {
                each.remove(); // cancelled, or timed out
            } else if (free(next.host())) {
                each.remove();
                take(next.host());
                next.turn().setResult(null);
            }
        }
    }

    private boolean free(String host) {
        return (limit == 0 || taken < limit) && (limitPerHost == 0 || takenByHost.getOrDefault(host, 0) < limitPerHost);
    }

    private void take(String host) {
        taken++;
        if (limitPerHost > 0) takenByHost.merge(host, 1, Integer::sum);
    }

    private static @Nullable Integer sumOrNone(int was, int change) {
        return was + change == 0 ? null : was + change;
    }
}

package catnap.cats;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// So many requests in any stretch of so long; more are sent away.
final class RateLimit {
    private final int requests;
    private final long perNanos;
    private final Deque<Long> admitted = new ArrayDeque<>(); // guarded by this; oldest first

    RateLimit(int requests, Duration per) {
        this.requests = requests;
        this.perNanos = per.toNanos();
    }

    /// Admits a request and returns 0, or sends it away and returns the seconds to wait.
    synchronized long secondsToWait(long nowNanos) {
        while (!admitted.isEmpty() && nowNanos - admitted.peek() >= perNanos) admitted.remove();
        if (admitted.size() < requests) {
            admitted.add(nowNanos);
            return 0;
        }
        long wait = perNanos - (nowNanos - admitted.element());
        return Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds());
    }
}

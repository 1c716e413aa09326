package catnap.http;

import java.time.Duration;

/// How long an exchange may take.
final class Timeouts {
    /// aiohttp's five minutes.
    static final Duration TOTAL = Duration.ofMinutes(5);

    /// aiohttp's limit for making a connection.
    static final Duration CONNECT = Duration.ofSeconds(30);

    private static final double NANOS = 1e9;

    private Timeouts() {}

    static Duration ofSeconds(double seconds) {
        if (!(seconds > 0)) throw new IllegalArgumentException("timeout must be > 0 s, was " + Timeouts.words(seconds));
        return Duration.ofNanos((long) Math.min(seconds * NANOS, Long.MAX_VALUE));
    }

    static Duration checked(Duration limit) {
        if (!limit.isPositive()) throw new IllegalArgumentException("timeout must be > 0 s, was " + words(limit));
        return limit;
    }

    static double seconds(Duration limit) {
        return limit.getSeconds() + limit.getNano() / NANOS;
    }

    /// A duration as a sentence says it: `0.25 s`, `300 s`.
    static String words(Duration limit) {
        return words(seconds(limit));
    }

    private static String words(double seconds) {
        return (seconds == Math.rint(seconds) && Math.abs(seconds) < NANOS
                        ? Long.toString((long) seconds)
                        : Double.toString(seconds))
                + " s";
    }
}

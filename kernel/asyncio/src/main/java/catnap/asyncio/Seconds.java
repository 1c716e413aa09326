package catnap.asyncio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Turns the seconds that programs speak of into the nanoseconds that the loop counts.
final class Seconds {
    /// A wait longer than this (146 years) is for ever.
    private static final long MOST = Long.MAX_VALUE / 2;

    static long toNanos(double seconds) {
        if (Double.isNaN(seconds)) throw new IllegalArgumentException("Invalid delay: NaN (not a number)");
        return Math.round(Math.max(-(double) MOST, Math.min(seconds * 1e9, (double) MOST)));
    }

    static long toNanos(Duration duration) {
        return toNanos(duration.getSeconds() + duration.getNano() / 1e9);
    }

    /// The duration in seconds; no duration at all, which means for ever, stays that.
    static @Nullable Double of(@Nullable Duration duration) {
        return duration == null ? null : toNanos(duration) / 1e9;
    }

    /// `0.3 s`: three digits that count, for people.
    static String text(double seconds) {
        return new BigDecimal(seconds)
                        .round(new MathContext(3, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    private Seconds() {}
}

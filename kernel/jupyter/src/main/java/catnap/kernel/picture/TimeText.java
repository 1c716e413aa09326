package catnap.kernel.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Times in words: seconds, always, so that nobody has to convert.
final class TimeText {
    private TimeText() {}

    /// `0.30 s`, `12.5 s`, `0.0004 s`: at least two digits that count.
    static String of(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds >= 100) return String.format(Locale.ROOT, "%.0f s", seconds);
        if (seconds >= 10) return String.format(Locale.ROOT, "%.1f s", seconds);
        if (seconds >= 0.01) return String.format(Locale.ROOT, "%.2f s", seconds);
        if (seconds == 0) return "0 s";
        return short_(seconds) + " s";
    }

    /// `0.15`: as short as it can be said, for the axis.
    static String tick(long nanos) {
        return plain(BigDecimal.valueOf(nanos, 9));
    }

    /// `5.0 times as fast`; nothing where there is no gain to speak of.
    static String speedUp(long sequential, long nanos) {
        if (nanos <= 0 || sequential < nanos * 1.05) return "";
        double times = (double) sequential / nanos;
        return String.format(Locale.ROOT, times < 20 ? "%.1f times as fast" : "%.0f times as fast", times);
    }

    private static String short_(double seconds) {
        return plain(new BigDecimal(seconds).round(new MathContext(2, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}

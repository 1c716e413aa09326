package catnap.kernel.magic;

import java.util.Locale;

/// Durations as people read them: three digits and a unit.
final class Durations {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    private Durations() {}

    /// `12.3 ms`, `1.00 s`, `2 min 5 s`.
    static String text(double nanos) {
        if (nanos >= 60e9) return "%d min %.0f s".formatted((long) (nanos / 60e9), Math.floor(nanos % 60e9 / 1e9));
        int unit = 0;
        double value = nanos;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 && value == Math.rint(value);
        int digits = whole || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, UNITS[unit]);
    }
}

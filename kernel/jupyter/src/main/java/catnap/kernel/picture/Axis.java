package catnap.kernel.picture;

import java.util.ArrayList;
import java.util.List;

/// The moments to write at the time axis: round ones.
final class Axis {
    private Axis() {}

    /// At most so many ticks, from 0 on, evenly spaced by 1, 2 or 5 of some power of ten.
    static List<Long> ticks(long nanos, int most) {
        var ticks = new ArrayList<Long>();
        ticks.add(0L);
        if (nanos <= 0) return ticks;
        long step = step(nanos, most);
        for (long at = step; at <= nanos; at += step) ticks.add(at);
        return ticks;
    }

    private static long step(long nanos, int most) {
        long power = 1;
        while (true) {
            for (long digit : new long[] {1, 2, 5}) {
                if (nanos / (digit * power) < most) return digit * power;
            }
            power *= 10;
        }
    }
}

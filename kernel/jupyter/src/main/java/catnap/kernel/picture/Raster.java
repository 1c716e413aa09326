package catnap.kernel.picture;

import catnap.kernel.picture.Chart.Interval;
import catnap.kernel.picture.Chart.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Time in columns, as a drawing has it: pixels or characters. In each column the state shows that says most, so that
/// a step of a microsecond can be seen in a picture of an hour.
final class Raster {
    /// Columns in one state, side by side.
    ///
    /// @param from the first column
    /// @param to the one behind the last
    /// @param label that of the interval which fills most of it
    record Run(int from, int to, State state, String label) {
        int width() {
            return to - from;
        }
    }

    private final int columns;
    private final long nanos;

    /// @param columns how many
    /// @param nanos what time they stand for together
    Raster(int columns, long nanos) {
        this.columns = columns;
        this.nanos = Math.max(nanos, 1);
    }

    int columns() {
        return columns;
    }

    /// The column of this moment; the end itself is in the last one.
    int column(long at) {
        return (int) Math.min(columns - 1, Math.max(0, (long) ((double) at * columns / nanos)));
    }

    /// The column behind the last that this stretch of time reaches into.
    private int end(Interval interval) {
        int last = column(interval.to());
        boolean reachesIn = (double) last * nanos / columns < interval.to() || interval.nanos() == 0;
        return Math.max(reachesIn ? last + 1 : last, column(interval.from()) + 1);
    }

    /// The intervals as runs of columns.
    List<Run> runs(List<Interval> intervals) {
        var shown = new @Nullable Interval[columns];
        for (Interval interval : intervals) {
            for (int column = column(interval.from()), end = end(interval); column < end; column++) {
                shown[column] = stronger(shown[column], interval);
            }
        }
        return joined(shown);
    }

    private static Interval stronger(@Nullable Interval before, Interval next) {
        if (before == null) return next;
        int order = before.state().compareTo(next.state());
        return order > 0 || (order == 0 && before.nanos() > next.nanos()) ? before : next;
    }

    private List<Run> joined(@Nullable Interval[] shown) {
        var runs = new ArrayList<Run>();
        int from = 0;
        while (from < columns) {
            Interval interval = shown[from];
            int to = from + 1;
            if (interval == null) {
                from = to;
                continue;
            }
            Interval longest = interval;
            while (to < columns) {
                Interval next = shown[to];
                if (next == null || next.state() != interval.state()) break;
                if (!next.label().equals(interval.label())) break;
                if (next.nanos() > longest.nanos()) longest = next;
                to++;
            }
            runs.add(new Run(from, to, interval.state(), longest.label()));
            from = to;
        }
        return runs;
    }

    /// How many of several lanes are in a state of this kind, column by column.
    int[] count(List<List<Interval>> members, Predicate<State> wanted) {
        var counts = new int[columns];
        for (List<Interval> member : members) {
            var touched = new boolean[columns];
            for (Interval interval : member) {
                if (!wanted.test(interval.state())) continue;
                for (int column = column(interval.from()), end = end(interval); column < end; column++) {
                    touched[column] = true;
                }
            }
            for (int column = 0; column < columns; column++) if (touched[column]) counts[column]++;
        }
        return counts;
    }
}

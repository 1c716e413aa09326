package catnap.kernel.picture;

import catnap.kernel.picture.Chart.Interval;
import catnap.kernel.picture.Chart.Lane;
import catnap.kernel.picture.Chart.LaneKind;
import catnap.kernel.picture.Chart.Mark;
import catnap.kernel.picture.Chart.State;
import catnap.kernel.picture.Raster.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Draws what stands on one lane.
final class SvgLanes {
    static final int HEIGHT = 24;
    static final int GROUP_HEIGHT = 44;
    private static final int BAR = 16;
    private static final int STRIP = 5; // below a group: where any of it runs
    private static final int MARK = 16;
    private static final double LETTER = 6.1; // the width of one, in labels of 11 pixels

    private final Markup markup;
    private final Raster raster;
    private final int left;

    /// @param left where the first column is
    SvgLanes(Markup markup, Raster raster, int left) {
        this.markup = markup;
        this.raster = raster;
        this.left = left;
    }

    static int height(Lane lane) {
        return lane.kind() == LaneKind.GROUP ? GROUP_HEIGHT : HEIGHT;
    }

    /// Draws the lane from this line downwards, without its marks.
    void draw(Lane lane, int top) {
        if (lane.kind() == LaneKind.GROUP) group(lane, top);
        else single(lane, top);
    }

    /// Draws the marks of the lane, above whatever crosses it.
    void marks(Lane lane, int top) {
        marks(lane.marks(), top + HEIGHT / 2);
    }

    private void single(Lane lane, int top) {
        List<Run> runs = raster.runs(lane.intervals());
        int inset = (HEIGHT - BAR) / 2;
        for (State state : State.values()) {
            bars(runs.stream().filter(run -> run.state() == state).toList(), state, top + inset, BAR);
        }
        for (Run run : runs) word(run, top + HEIGHT / 2 + 4);
    }

    private void bars(List<Run> runs, State state, int top, int height) {
        if (runs.isEmpty()) return;
        markup.raw("<path class=\"" + Svg.css(state) + "\" d=\"");
        for (Run run : runs) {
            markup.raw("M%d %dh%dv%dh-%dz", left + run.from(), top, run.width(), height, run.width());
        }
        markup.raw("\"/>\n");
    }

    private void word(Run run, int baseline) {
        double middle = left + (run.from() + run.to()) / 2.0;
        ShortLabels.fitting(run.label(), (int) ((run.width() - 8) / LETTER))
                .ifPresent(label -> markup.raw("<text class=\"w\" x=\"%.1f\" y=\"%d\">", middle, baseline)
                        .text(label)
                        .raw("</text>\n"));
    }

    /// How many tasks are there, as a hill, and below it the steps of all of them.
    private void group(Lane lane, int top) {
        int floor = top + GROUP_HEIGHT - 4 - STRIP;
        int most = lane.members().size();
        double unit = (double) (GROUP_HEIGHT - 8 - STRIP) / most;
        hill(State.READY, raster.count(lane.members(), _ -> true), floor, unit);
        hill(State.WAITING, raster.count(lane.members(), not(State.READY)), floor, unit);
        bars(strip(lane.members(), State.RUNNING), State.RUNNING, floor, STRIP);
        bars(strip(lane.members(), State.BLOCKED), State.BLOCKED, floor, STRIP);
    }

    private static Predicate<State> not(State state) {
        return other -> other != state;
    }

    private void hill(State state, int[] counts, int floor, double unit) {
        markup.raw("<path class=\"" + Svg.css(state) + "\" d=\"M%d %d", left, floor);
        int before = 0;
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] == before) continue;
            before = counts[column];
            markup.raw("H%dV%.1f", left + column, floor - before * unit);
        }
        markup.raw("H%dV%dz\"/>\n", left + counts.length, floor);
    }

    private List<Run> strip(List<List<Interval>> members, State state) {
        int[] counts = raster.count(members, state::equals);
        var runs = new ArrayList<Run>();
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] == 0) continue;
            int from = column;
            while (column < counts.length && counts[column] > 0) column++;
            runs.add(new Run(from, column, state, ""));
        }
        return runs;
    }

    private void marks(List<Mark> marks, int middle) {
        int free = 0;
        for (Mark mark :
                marks.stream().sorted(Comparator.comparingLong(Mark::at)).toList()) {
            int x = Math.max(left + raster.column(mark.at()), free);
            free = x + MARK;
            char letter = mark.sign().letter();
            markup.raw("<path class=\"k k-" + letter + "\" d=\"M%d %d" + Svg.shape(mark.sign()) + "\"/>", x, middle);
            markup.raw(
                    "<text class=\"l l-" + letter + "\" x=\"%d\" y=\"%.1f\">" + letter + "</text>\n", x, middle + 3.5);
        }
    }
}

package catnap.kernel.picture;

import catnap.kernel.picture.Chart.ArrowKind;
import catnap.kernel.picture.Chart.Lane;
import catnap.kernel.picture.Chart.LaneKind;
import catnap.kernel.picture.Chart.Mark;
import catnap.kernel.picture.Chart.Sign;
import catnap.kernel.picture.Chart.State;
import catnap.kernel.picture.Raster.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Draws charts with characters, 80 to a line and plain ones, so that they look the same on every terminal and on
/// paper.
final class TextTimeline {
    private static final int WIDTH = 80;
    private static final int LONGEST_LABEL = 24;
    private static final int LONGEST_OUTCOME = 18;
    private static final Map<State, Character> LETTERS = Map.of(
            State.IDLE, '.',
            State.WAITING, '-',
            State.READY, ':',
            State.THREAD, '=',
            State.RUNNING, '#',
            State.BLOCKED, '!');

    private final List<Panel> panels;
    private final int labelWidth;
    private final Raster raster;
    private final long nanos;
    private final Set<State> usedStates = EnumSet.noneOf(State.class);
    private final Set<Sign> usedSigns = EnumSet.noneOf(Sign.class);
    private boolean groups;
    private final StringBuilder text = new StringBuilder();

    private TextTimeline(List<Panel> panels) {
        this.panels = panels;
        int label = 0;
        int outcome = 0;
        long end = 0;
        for (Panel panel : panels) {
            for (Lane lane : panel.chart().lanes()) {
                label = Math.max(label, 2 * lane.depth() + lane.label().length());
                outcome = Math.max(outcome, lane.outcome().length());
            }
            end = Math.max(end, panel.chart().facts().nanos());
        }
        labelWidth = Math.min(label, LONGEST_LABEL);
        nanos = end;
        raster = new Raster(WIDTH - labelWidth - Math.min(outcome, LONGEST_OUTCOME) - 2, end);
    }

    /// The drawing of these panels under one time axis.
    static String of(List<Panel> panels) {
        return new TextTimeline(panels).draw();
    }

    private String draw() {
        for (Panel panel : panels) {
            if (!panel.heading().isEmpty()) text.append(panel.heading()).append(": ");
            line(Caption.of(panel.chart().facts()));
            line("");
            axis();
            for (Lane lane : panel.chart().lanes()) lane(lane);
            arrows(panel.chart());
            for (String note : panel.chart().notes()) line("* " + note);
            line("");
        }
        line(legend());
        return text.toString().stripTrailing();
    }

    private void line(String words) {
        text.append(words.stripTrailing()).append('\n');
    }

    private void axis() {
        var row = blank();
        int free = 0;
        List<Long> ticks = Axis.ticks(nanos, raster.columns() / 12);
        for (long tick : ticks) {
            String word = TimeText.tick(tick) + (tick == ticks.getLast() ? " s" : "");
            int at = raster.column(tick);
            if (at + word.length() > row.length) at = row.length - word.length();
            if (at < free) continue;
            put(row, at, word);
            free = at + word.length() + 1;
        }
        line(" ".repeat(labelWidth + 1) + new String(row));
    }

    private void lane(Lane lane) {
        var row = blank();
        if (lane.kind() == LaneKind.GROUP) group(lane, row);
        else single(lane, row);
        marks(lane, row);
        String label = "  ".repeat(lane.depth()) + lane.label();
        line(padded(label, labelWidth) + " " + new String(row) + " " + cut(lane.outcome(), LONGEST_OUTCOME));
    }

    /// From the last to the first, so that the end keeps its place and what led to it stands before it.
    private void marks(Lane lane, char[] row) {
        int free = row.length - 1;
        for (Mark mark : lane.marks().reversed()) {
            int column = Math.min(raster.column(mark.at()), free);
            if (column < 0) return;
            row[column] = mark.sign().letter();
            free = column - 1;
            usedSigns.add(mark.sign());
        }
    }

    private void single(Lane lane, char[] row) {
        for (Run run : raster.runs(lane.intervals())) {
            usedStates.add(run.state());
            Arrays.fill(row, run.from(), run.to(), letter(run.state()));
            // A blank and a character of the bar stand on both sides.
            ShortLabels.fitting(run.label(), run.width() - 4)
                    .ifPresent(word -> put(row, run.from() + (run.width() - word.length() - 2) / 2, " " + word + " "));
        }
    }

    /// Of many tasks: how many tenths of them are there.
    private void group(Lane lane, char[] row) {
        groups = true;
        int[] counts = raster.count(lane.members(), _ -> true);
        for (int column = 0; column < row.length; column++) {
            if (counts[column] == 0) continue;
            int tenths = Math.clamp(10L * counts[column] / lane.members().size(), 0, 9);
            row[column] = (char) ('0' + tenths);
        }
    }

    /// Who waits for whom and who wakes whom, which a drawing of characters has no arrows for.
    private void arrows(Chart chart) {
        var wakes = new ArrayList<String>();
        for (Chart.Arrow arrow : chart.arrows()) {
            if (arrow.kind() == ArrowKind.AWAITS) continue;
            String from = chart.lanes().get(arrow.from()).label();
            String to = chart.lanes().get(arrow.to()).label();
            wakes.add(TimeText.tick(round(arrow.at())) + " s " + from + " "
                    + arrow.kind().words() + " " + to);
        }
        if (wakes.isEmpty() || wakes.size() > 12) return;
        wakes.forEach(words -> line("> " + words));
    }

    private static long round(long at) {
        return (at + 500_000) / 1_000_000 * 1_000_000;
    }

    private String legend() {
        var words = new ArrayList<String>();
        for (State state : new TreeSet<>(usedStates).descendingSet()) words.add(letter(state) + " " + state.words());
        for (Sign sign : usedSigns) words.add(sign.letter() + " " + sign.words());
        if (groups) words.add("0-9 how many tenths of a group are there");
        return words.stream().collect(Collectors.joining("   "));
    }

    private static char letter(State state) {
        return LETTERS.getOrDefault(state, '?');
    }

    private char[] blank() {
        var row = new char[raster.columns()];
        Arrays.fill(row, ' ');
        return row;
    }

    private static void put(char[] row, int at, String word) {
        word.getChars(0, word.length(), row, at);
    }

    private static String padded(String label, int width) {
        return cut(label, width) + " ".repeat(Math.max(0, width - label.length()));
    }

    private static String cut(String label, int width) {
        return label.length() <= width ? label : label.substring(0, width - 1) + "…";
    }
}

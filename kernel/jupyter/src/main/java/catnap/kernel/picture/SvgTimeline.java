package catnap.kernel.picture;

import catnap.kernel.picture.Chart.Arrow;
import catnap.kernel.picture.Chart.ArrowKind;
import catnap.kernel.picture.Chart.Lane;
import catnap.kernel.picture.Chart.LaneKind;
import java.util.List;

/// Draws charts as one SVG document, under each other and on one time axis.
final class SvgTimeline {
    private static final int WIDTH = 800;
    private static final int PAD = 14;
    private static final double LETTER = 6.7; // the width of one, in labels of 12 pixels
    private static final int INDENT = 12;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_OUTCOME = 130;
    private static final int LINE = 20;
    private static final int MARK_ROOM = 26; // a task cancelled at the very end: its second mark stands behind the end

    private final List<Panel> panels;
    private final Markup markup = new Markup();
    private final int left; // of the first column
    private final Raster raster;
    private final long nanos;
    private int y = PAD;

    private SvgTimeline(List<Panel> panels) {
        this.panels = panels;
        int label = 0;
        int outcome = 0;
        long end = 0;
        for (Panel panel : panels) {
            for (Lane lane : panel.chart().lanes()) {
                label = Math.max(label, width(lane.label()) + INDENT * lane.depth());
                outcome = Math.max(outcome, width(lane.outcome()));
            }
            end = Math.max(end, panel.chart().facts().nanos());
        }
        nanos = end;
        left = PAD + Math.min(label, LONGEST_LABEL) + 10;
        raster = new Raster(WIDTH - PAD - Math.min(outcome, LONGEST_OUTCOME) - MARK_ROOM - left, end);
    }

    /// @param alt the same in one sentence, and the title
    static String of(List<Panel> panels, String alt) {
        return new SvgTimeline(panels).draw(alt);
    }

    private static int width(String words) {
        return (int) Math.ceil(words.length() * LETTER);
    }

    private String draw(String alt) {
        for (Panel panel : panels) panel(panel);
        y = new SvgLegend(markup, PAD, WIDTH - PAD).draw(panels, y + 4);
        int height = y + PAD - 4;
        return Svg.document(WIDTH, height, alt, TextTimeline.of(panels), markup);
    }

    private void panel(Panel panel) {
        Chart chart = panel.chart();
        String heading = panel.heading().isEmpty() ? "" : panel.heading() + ": ";
        y += LINE;
        words(PAD, y - 5, "h", heading + Caption.of(chart.facts()));
        y += LINE;
        int top = y;
        int bottom = top + chart.lanes().stream().mapToInt(SvgLanes::height).sum();
        axis(top, bottom);
        var lanes = new SvgLanes(markup, raster, left);
        var tops = new int[chart.lanes().size()];
        for (int i = 0; i < tops.length; i++) {
            Lane lane = chart.lanes().get(i);
            if (lane.kind() == LaneKind.LOOP) rule(y);
            tops[i] = y;
            labels(lane);
            lanes.draw(lane, y);
            y += SvgLanes.height(lane);
        }
        for (Arrow arrow : chart.arrows()) arrow(arrow, chart, tops);
        for (int i = 0; i < tops.length; i++) lanes.marks(chart.lanes().get(i), tops[i]);
        y += 6;
        for (String note : chart.notes()) {
            y += LINE - 2;
            words(PAD, y - 5, "", "• " + note);
        }
        y += 10;
    }

    private void words(int x, int baseline, String css, String words) {
        markup.raw("<text" + (css.isEmpty() ? "" : " class=\"" + css + "\"") + " x=\"%d\" y=\"%d\">", x, baseline)
                .text(words)
                .raw("</text>\n");
    }

    private void axis(int top, int bottom) {
        List<Long> ticks = Axis.ticks(nanos, raster.columns() / 70);
        for (long tick : ticks) {
            int x = left + raster.column(tick);
            markup.raw("<path class=\"g\" d=\"M%d.5 %dV%d\"/>", x, top - 3, bottom);
            words(x, top - 7, "s m", TimeText.tick(tick) + (tick == ticks.getLast() ? " s" : ""));
        }
    }

    private void rule(int at) {
        markup.raw("<path class=\"g\" d=\"M%d %d.5H%d\"/>\n", PAD, at, WIDTH - PAD);
    }

    private void labels(Lane lane) {
        int baseline = y + SvgLanes.height(lane) / 2 + 4;
        int indent = INDENT * Math.min(lane.depth(), 6);
        int room = (int) ((left - 10 - PAD - indent) / LETTER);
        words(PAD + indent, baseline, "", Svg.cut(lane.label(), room));
        words(WIDTH - PAD, baseline, "s e", Svg.cut(lane.outcome(), (int) (LONGEST_OUTCOME / LETTER)));
    }

    private void arrow(Arrow arrow, Chart chart, int[] tops) {
        boolean down = arrow.to() > arrow.from();
        double x = left + raster.column(arrow.at()) + 0.5;
        int from = down ? bottom(arrow.from(), chart, tops) : tops[arrow.from()] + 4;
        int to = down ? tops[arrow.to()] + 4 : bottom(arrow.to(), chart, tops);
        int back = down ? -1 : 1;
        String css = Svg.css(arrow.kind());
        int shaft = to + back * (arrow.kind() == ArrowKind.AWAITS ? 2 : 5);
        markup.raw("<path class=\"a " + css + "\" d=\"M%.1f %dV%d\"/>", x, from, shaft);
        tip(arrow.kind(), x, to, back);
    }

    /// @param back 1 or -1: the direction that the arrow comes from
    private void tip(ArrowKind kind, double x, int at, int back) {
        String css = "t-" + Svg.css(kind);
        if (kind == ArrowKind.AWAITS)
            markup.raw("<circle class=\"" + css + "\" cx=\"%.1f\" cy=\"%d\" r=\"2.2\"/>\n", x, at);
        else markup.raw("<path class=\"" + css + "\" d=\"M%.1f %dl-3.5 %dh7z\"/>\n", x, at, back * 7);
    }

    private static int bottom(int lane, Chart chart, int[] tops) {
        return tops[lane] + SvgLanes.height(chart.lanes().get(lane)) - 4;
    }
}

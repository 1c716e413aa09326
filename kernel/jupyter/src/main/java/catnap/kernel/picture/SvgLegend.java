package catnap.kernel.picture;

import catnap.kernel.picture.Chart.Arrow;
import catnap.kernel.picture.Chart.ArrowKind;
import catnap.kernel.picture.Chart.Interval;
import catnap.kernel.picture.Chart.Lane;
import catnap.kernel.picture.Chart.LaneKind;
import catnap.kernel.picture.Chart.Mark;
import catnap.kernel.picture.Chart.Sign;
import catnap.kernel.picture.Chart.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says what the patterns, signs and arrows of a picture mean: of those that occur in it.
final class SvgLegend {
    private static final double LETTER = 6.3;
    private static final int LINE = 20;
    private static final int SWATCH = 24;

    private final Markup markup;
    private final int left;
    private final int right;
    private int x;
    private int y;

    SvgLegend(Markup markup, int left, int right) {
        this.markup = markup;
        this.left = left;
        this.right = right;
    }

    /// Draws it from this line downwards.
    ///
    /// @return where it ends
    int draw(List<Panel> panels, int top) {
        x = left;
        y = top + LINE / 2;
        Set<State> states = EnumSet.noneOf(State.class);
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        Set<ArrowKind> arrows = EnumSet.noneOf(ArrowKind.class);
        boolean groups = false;
        for (Panel panel : panels) {
            for (Lane lane : panel.chart().lanes()) {
                groups |= lane.kind() == LaneKind.GROUP;
                for (Mark mark : lane.marks()) signs.add(mark.sign());
                for (List<Interval> member : lane.members()) {
                    for (Interval interval : member) states.add(interval.state());
                }
            }
            for (Arrow arrow : panel.chart().arrows()) arrows.add(arrow.kind());
        }
        for (State state : states) state(state);
        for (Sign sign : signs) sign(sign);
        for (ArrowKind kind : arrows) arrow(kind);
        if (groups) entry(0, "a hill: how many of a group are there");
        return y + LINE / 2;
    }

    private void state(State state) {
        int at = place(SWATCH, state.words());
        int height = state == State.IDLE ? 4 : 10;
        markup.raw("<path class=\"" + Svg.css(state) + "\" d=\"M%d %dh18v%dh-18z\"/>", at, y - height / 2, height);
        words(at + SWATCH, state.words());
    }

    private void sign(Sign sign) {
        int at = place(SWATCH, sign.words());
        char letter = sign.letter();
        markup.raw("<path class=\"k k-" + letter + "\" d=\"M%d %d" + Svg.shape(sign) + "\"/>", at + 9, y);
        markup.raw("<text class=\"l l-" + letter + "\" x=\"%d\" y=\"%.1f\">" + letter + "</text>", at + 9, y + 3.5);
        words(at + SWATCH, sign.words());
    }

    private void arrow(ArrowKind kind) {
        int at = place(SWATCH, kind.words());
        String css = Svg.css(kind);
        markup.raw("<path class=\"a " + css + "\" d=\"M%d %dh14\"/>", at, y);
        if (kind == ArrowKind.AWAITS)
            markup.raw("<circle class=\"t-" + css + "\" cx=\"%d\" cy=\"%d\" r=\"2.2\"/>", at + 16, y);
        else markup.raw("<path class=\"t-" + css + "\" d=\"M%d %dl-7-3.5v7z\"/>", at + 18, y);
        words(at + SWATCH, kind.words());
    }

    private void entry(int swatch, String words) {
        words(place(swatch, words) + swatch, words);
    }

    /// Finds room for the next entry, in the next line if need be.
    private int place(int swatch, String words) {
        int width = swatch + (int) (words.length() * LETTER) + 14;
        if (x + width > right + 14 && x > left) {
            x = left;
            y += LINE;
        }
        int at = x;
        x += width;
        return at;
    }

    private void words(int at, String words) {
        markup.raw("<text class=\"s\" x=\"%d\" y=\"%d\">", at, y + 4)
                .text(words)
                .raw("</text>\n");
    }
}

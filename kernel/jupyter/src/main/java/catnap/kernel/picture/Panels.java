package catnap.kernel.picture;

import java.util.List;
import java.util.stream.Collectors;

/// A picture of one recorded run or several, each a panel, under one time axis.
abstract class Panels implements Picture {
    private final String kind;
    private final List<Panel> panels;

    /// @param kind how the picture is called where it is told in words
    Panels(String kind, List<Panel> panels) {
        this.kind = kind;
        this.panels = List.copyOf(panels);
    }

    List<Panel> panels() {
        return panels;
    }

    @Override
    public final String svg() {
        return SvgTimeline.of(panels, alt());
    }

    @Override
    public final String text() {
        return TextTimeline.of(panels);
    }

    @Override
    public final String alt() {
        return panels.stream().map(Panels::told).collect(Collectors.joining(". ", kind + ": ", ""));
    }

    private static String told(Panel panel) {
        String facts = Caption.of(panel.chart().facts());
        return panel.heading().isEmpty() ? facts : panel.heading() + ": " + facts;
    }

    /// The drawing in characters.
    @Override
    public final String toString() {
        return text();
    }
}

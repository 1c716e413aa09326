package catnap.kernel.picture;

import catnap.kernel.picture.Chart.State;
import java.util.ArrayList;
import java.util.List;

/// A picture made of rows of words under headings.
///
/// @param title what it shows, in one sentence
/// @param sections from top to bottom
record Sheet(String title, List<Section> sections) implements Picture {
    private static final int WIDTH = 800;
    private static final int PAD = 14;
    private static final int LINE = 22;
    private static final int INDENT = 16;
    private static final int SWATCH = 20;
    private static final double LETTER = 6.7;

    /// Rows under a heading.
    ///
    /// @param empty what to say if there are none
    record Section(String heading, String empty, List<Row> rows) {}

    /// One row.
    ///
    /// @param state the pattern in front of it
    /// @param depth how deep it is indented
    /// @param cells its words, column by column
    record Row(State state, int depth, List<String> cells) {}

    @Override
    public String alt() {
        var words = new StringBuilder(title);
        for (Section section : sections) {
            words.append(". ").append(section.heading()).append(": ");
            var rows = section.rows().stream()
                    .map(row -> String.join(" ", row.cells()))
                    .toList();
            words.append(rows.isEmpty() ? section.empty() : String.join("; ", rows));
        }
        return words.toString();
    }

    @Override
    public String text() {
        var text = new StringBuilder(title).append('\n');
        for (Section section : sections) {
            text.append('\n').append(section.heading()).append('\n');
            if (section.rows().isEmpty())
                text.append("  ").append(section.empty()).append('\n');
            List<Integer> widths = widths(section, 2);
            for (Row row : section.rows()) {
                var line = new StringBuilder("  ".repeat(row.depth() + 1));
                for (int i = 0; i < row.cells().size(); i++) {
                    int indent = i == 0 ? 2 * row.depth() : 0;
                    String cell = row.cells().get(i);
                    line.append(cell).append(" ".repeat(Math.max(0, widths.get(i) - indent - cell.length()) + 2));
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    /// The widest cell of each column, in letters.
    ///
    /// @param indent the letters of one step of depth
    private static List<Integer> widths(Section section, double indent) {
        var widths = new ArrayList<Integer>();
        for (Row row : section.rows()) {
            for (int i = 0; i < row.cells().size(); i++) {
                int width = row.cells().get(i).length() + (i == 0 ? (int) Math.ceil(indent * row.depth()) : 0);
                if (i == widths.size()) widths.add(width);
                else widths.set(i, Math.max(widths.get(i), width));
            }
        }
        return widths;
    }

    @Override
    public String svg() {
        var body = new Markup();
        int y = PAD + LINE;
        words(body, PAD, y - 6, "h", title);
        for (Section section : sections) {
            y += LINE + 4;
            words(body, PAD, y - 6, "s", section.heading());
            if (section.rows().isEmpty()) {
                y += LINE;
                words(body, PAD + SWATCH, y - 6, "s", "— " + section.empty());
            }
            List<Integer> widths = widths(section, INDENT / LETTER);
            for (Row row : section.rows()) {
                row(body, row, widths, y);
                y += LINE;
            }
        }
        return Svg.document(WIDTH, y + PAD, title, text(), body);
    }

    private static void row(Markup body, Row row, List<Integer> widths, int top) {
        int x = PAD + SWATCH;
        int indent = INDENT * row.depth();
        body.raw("<path class=\"" + Svg.css(row.state()) + "\" d=\"M%d %dh13v13h-13z\"/>", PAD + indent, top + 3);
        for (int i = 0; i < row.cells().size(); i++) {
            int from = i == 0 ? x + indent : x;
            int room = (int) ((WIDTH - PAD - from) / LETTER);
            words(
                    body,
                    from,
                    top + LINE - 8,
                    i == 0 ? "b" : "",
                    Svg.cut(row.cells().get(i), room));
            x += (int) (widths.get(i) * LETTER) + 18;
        }
    }

    private static void words(Markup body, int x, int baseline, String css, String words) {
        body.raw("<text class=\"" + css + "\" x=\"%d\" y=\"%d\">", x, baseline)
                .text(words)
                .raw("</text>\n");
    }

    /// The rows of words.
    @Override
    public String toString() {
        return text();
    }
}

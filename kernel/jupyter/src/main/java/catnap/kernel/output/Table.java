package catnap.kernel.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rows under headings, as an HTML table and as aligned text.
///
/// @param head the headings
/// @param rows the cells of each row, as text; as many as there are headings
/// @param right for each column, whether it holds numbers, which stand to the right
/// @param more how many rows there were beyond these; [#UNCOUNTED] if nobody knows, but some
public record Table(List<String> head, List<List<String>> rows, List<Boolean> right, int more) implements Shown {
    /// The most that is shown of a learner's data.
    static final int MOST_ROWS = 60;

    private static final int UNCOUNTED = -1;
    private static final String EMPTY = "no rows";
    private static final int WIDEST_TEXT = 100;
    private static final int LONGEST_CELL = 1_000;

    /// A table of these values, whole.
    public static Table of(List<String> head, List<? extends List<?>> values) {
        return of(head, values, 0, String::valueOf);
    }

    /// A table of these values; the rows beyond the sixtieth are only counted.
    ///
    /// @param texts makes text of a value
    static Table of(List<String> head, List<? extends List<?>> values, Function<Object, String> texts) {
        return of(head, values.stream().limit(MOST_ROWS).toList(), Math.max(0, values.size() - MOST_ROWS), texts);
    }

    private static Table of(List<String> head, List<? extends List<?>> rows, int more, Function<Object, String> texts) {
        var right = new ArrayList<Boolean>();
        for (int i = 0; i < head.size(); i++) {
            int column = i;
            right.add(!rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number));
        }
        var cells = rows.stream()
                .map(row -> row.stream().map(texts).map(Table::bounded).toList())
                .toList();
        return new Table(List.copyOf(head), cells, List.copyOf(right), more);
    }

    /// The same of rows that go on nobody knows how far.
    Table withoutEnd() {
        return new Table(head, rows, right, UNCOUNTED);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
    }

    @Override
    public MimeBundle bundle() {
        if (rows.isEmpty()) return MimeBundle.of("text/html", "<p>" + EMPTY + "</p>", EMPTY);
        return MimeBundle.of("text/html", html(), plain());
    }

    private String html() {
        var html = new StringBuilder("<table>\n<thead><tr>");
        for (int i = 0; i < head.size(); i++) html.append(cell("th scope=\"col\"", "th", i, head.get(i)));
        html.append("</tr></thead>\n<tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) html.append(cell("td", "td", i, row.get(i)));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>");
        if (more != 0) html.append("\n<p>").append(moreLine()).append("</p>");
        return html.toString();
    }

    // JupyterLab aligns cells to the right unless a style says otherwise; its sanitizer lets this one through.
    private String cell(String tag, String end, int column, String text) {
        String align = right.get(column) ? "right" : "left";
        return "<" + tag + " style=\"text-align: " + align + "\">" + Html.escape(text) + "</" + end + ">";
    }

    private String moreLine() {
        return more == UNCOUNTED ? "… more" : "… " + more + " more";
    }

    private String plain() {
        var lines = new ArrayList<List<String>>();
        lines.add(head);
        rows.forEach(row -> lines.add(row.stream().map(Table::narrow).toList()));
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < head.size(); i++) {
            int column = i;
            widths.add(lines.stream()
                    .mapToInt(line -> width(line.get(column)))
                    .max()
                    .orElse(0));
        }
        var text = lines.stream().map(line -> line(line, widths)).collect(Collectors.toCollection(ArrayList::new));
        text.add(1, widths.stream().map("─"::repeat).collect(Collectors.joining("  ")));
        if (more != 0) text.add(moreLine());
        return String.join("\n", text);
    }

    private String line(List<String> cells, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String pad = " ".repeat(widths.get(i) - width(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(right.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String narrow(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ⏎ ");
        return line.length() <= WIDEST_TEXT ? line : line.substring(0, WIDEST_TEXT - 1) + "…";
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}

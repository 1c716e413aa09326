package catnap.kernel.java;

/// The text of one cell under the name a learner knows it by.
///
/// @param number the cell's number, as in `In [7]`
/// @param text what the learner wrote, untouched
public record Source(int number, String text) {

    /// What stack traces and messages call this cell: `cell 7`.
    public String label() {
        return "cell " + number;
    }

    /// The line, counted from 1, in which a position of the text lies.
    public int lineOf(int offset) {
        int line = 1;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') line++;
        }
        return line;
    }

    /// The distance of a position from the start of its line, counted from 0.
    public int columnOf(int offset) {
        int end = Math.min(offset, text.length());
        return end - (text.lastIndexOf('\n', end - 1) + 1);
    }

    /// The text of a line, counted from 1; empty beyond the end.
    public String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }
}

package catnap.kernel.java;

/// The text of one cell under the name a learner knows it by.
///
/// @param number the cell's number, as in `In [7]`
/// @param label what stack traces and messages call it: `cell 7`, or the name of a file that the cell runs; empty where
///     they are to be silent about it
/// @param text what the learner wrote, untouched
public record Source(int number, String label, String text) {
    public Source(int number, String text) {
        this(number, "cell " + number, text);
    }

    /// Code that the learner has not written and is not to read of.
    public static Source unseen(int number, String text) {
        return new Source(number, "", text);
    }

    /// Whether the learner has written it.
    public boolean isSeen() {
        return !label.isEmpty();
    }

    /// Another text of the same place.
    public Source with(String other) {
        return new Source(number, label, other);
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

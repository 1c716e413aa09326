package catnap.kernel.java;

/// A line of a cell.
public record CodePlace(Source source, int line) {

    /// The learner's text in that line.
    public String text() {
        return source.line(line);
    }
}

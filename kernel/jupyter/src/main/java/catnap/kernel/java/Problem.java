package catnap.kernel.java;

/// One complaint about a cell's text, in the cell's own coordinates.
///
/// @param source the cell
/// @param start where the faulty text begins
/// @param position what the caret should point at
/// @param end where the faulty text ends
/// @param code javac's key for it (`compiler.err.cant.resolve.location`), or our own (`catnap.…`)
/// @param message javac's words, without our class names
public record Problem(Source source, int start, int position, int end, String code, String message) {

    /// The line, counted from 1, that the caret stands under.
    public int line() {
        return source.lineOf(position);
    }

    /// The first line of the message.
    public String headline() {
        return message.lines().findFirst().orElse(message);
    }
}

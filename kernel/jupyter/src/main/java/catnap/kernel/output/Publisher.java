package catnap.kernel.output;

/// The way out for one cell: everything sent here appears under that cell, also long after the cell has ended.
/// Any thread may call any method; none blocks on a socket, except [#input], which waits for the learner.
public interface Publisher {
    /// Which of the two text streams a piece of text belongs to.
    enum Stream {
        STDOUT,
        STDERR
    }

    /// Appends text to one of the cell's streams.
    void stream(Stream stream, String text);

    /// Shows a value below the cell's output so far. A non-empty `displayId` lets [#updateDisplay] replace it later.
    void display(MimeBundle bundle, String displayId);

    /// Replaces what was displayed under this id, wherever it stands.
    void updateDisplay(MimeBundle bundle, String displayId);

    /// Removes the cell's output; with `wait`, only when the next output arrives.
    void clearOutput(boolean wait);

    /// Puts a text into the cell, in place of the code that stands there. Where there is no editor it is only
    /// shown.
    default void replaceCell(String text) {
        stream(Stream.STDOUT, text);
    }

    /// Asks the learner for a line of text and waits for it.
    ///
    /// @throws IllegalStateException if the front end takes no input (`allow_stdin` is false)
    /// @throws InterruptedException if the cell was stopped while waiting
    String input(String prompt, boolean password) throws InterruptedException;
}

package catnap.kernel.java;

import java.util.List;
import java.util.Optional;

/// One complaint about a cell's text, in the cell's own coordinates.
///
/// @param source the cell
/// @param start where the faulty text begins
/// @param position what the caret should point at
/// @param end where the faulty text ends
/// @param code javac's key for it (`compiler.err.cant.resolve.location`), or our own (`catnap.…`)
/// @param message javac's words, without our class names; behind them a line that begins with [#HINT], if there is
/// something to say that javac cannot know
public record Problem(Source source, int start, int position, int end, String code, String message) {
    static final String HINT = "hint: ";

    /// The line, counted from 1, that the caret stands under.
    public int line() {
        return source.lineOf(position);
    }

    /// The first line of the message.
    public String headline() {
        return message.lines().findFirst().orElse(message);
    }

    /// The lines of the message below the first one.
    public List<String> details() {
        return message.lines().skip(1).filter(line -> !line.startsWith(HINT)).toList();
    }

    /// What javac cannot know.
    public Optional<String> hint() {
        return message.lines()
                .filter(line -> line.startsWith(HINT))
                .map(line -> line.substring(HINT.length()))
                .findFirst();
    }

    Problem withHint(String text) {
        return new Problem(source, start, position, end, code, message + "\n" + HINT + text);
    }
}

package catnap.kernel.magic;

import catnap.kernel.java.Source;
import catnap.kernel.magic.Magic.Form;
import java.util.List;

/// One use of a magic in a cell.
///
/// @param form how it was written
/// @param arguments what is behind its name on that line, without blanks around it
/// @param code what it applies to, as Java on the lines and in the columns where the learner wrote it: the
///     arguments of a line magic, the cell below a cell magic
public record Call(Form form, String arguments, Source code) {
    /// The arguments, word by word.
    public List<String> words() {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s+"));
    }
}

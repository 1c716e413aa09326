package catnap.kernel.magic;

import catnap.kernel.java.Source;
import catnap.kernel.magic.Magic.Form;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One use of a magic in a cell.
///
/// @param form how it was written
/// @param arguments what is behind its name on that line, without blanks around it
/// @param code what it applies to, as Java on the lines and in the columns where the learner wrote it: the
///     arguments of a line magic, the cell below a cell magic
public record Call(Form form, String arguments, Source code) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /// The arguments, word by word; one between quotes may have blanks in it.
    public List<String> words() {
        return WORD.matcher(arguments)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(Objects::nonNull)
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }
}

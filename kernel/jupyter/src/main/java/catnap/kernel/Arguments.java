package catnap.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The command line: a connection file, in any of the spellings that kernels and clients use.
record Arguments(Path connectionFile) {
    static final String USAGE = "usage: java -jar catnap-jupyter.jar CONNECTION_FILE"
            + "  (or -f CONNECTION_FILE, or --connection-file=CONNECTION_FILE)";
    /// Instead of a connection file: plays a front end once and ends, for the record that makes later starts quick.
    static final String REHEARSE = "--rehearse";

    private static final String LONG = "--connection-file";

    /// Absent if the command line is anything but one connection file.
    static Optional<Arguments> parse(List<String> words) {
        return switch (words.size()) {
            case 1 -> single(words.getFirst());
            case 2 -> {
                boolean flag = words.getFirst().equals("-f") || words.getFirst().equals(LONG);
                yield flag ? file(words.getLast()) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Arguments> single(String word) {
        if (word.startsWith(LONG + "=")) {
            return file(word.substring(LONG.length() + 1));
        }
        if (word.startsWith("-f=")) {
            return file(word.substring(3));
        }
        return word.startsWith("-") ? Optional.empty() : file(word);
    }

    private static Optional<Arguments> file(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new Arguments(Path.of(name)));
    }
}

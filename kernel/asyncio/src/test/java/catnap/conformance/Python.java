package catnap.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The machine's own Python, if it has one that knows asyncio as we do.
///
/// @param command where it is
/// @param minor 11 for Python 3.11
record Python(Path command, int minor) {
    /// Older ones lack too much.
    static final int OLDEST = 11;

    private static final Pattern VERSION = Pattern.compile("3\\.(\\d+)");

    /// The first `python3` on the PATH that is new enough.
    static Optional<Python> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(System.getProperty("path.separator"))))
                .map(folder -> Path.of(folder, "python3"))
                .filter(Files::isExecutable)
                .map(Python::ask)
                .flatMap(Optional::stream)
                .filter(python -> python.minor >= OLDEST)
                .findFirst();
    }

    private static Optional<Python> ask(Path command) {
        String answer = output(List.of(command.toString(), "-c", "import sys; print('3.%d' % sys.version_info[1])"));
        Matcher version = VERSION.matcher(answer.strip());
        return version.matches()
                ? Optional.of(new Python(command, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    /// What a program prints.
    Transcript run(Path program) {
        return Transcript.parse(output(List.of(command.toString(), "-X", "utf8", program.toString())));
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            return ""; // it cannot be run: as good as none
        }
    }

    /// `Python 3.11`.
    @Override
    public String toString() {
        return "Python 3." + minor;
    }
}

package catnap.kernel.magic;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files as a learner names them: from the notebook's folder, or from home with `~/`; between quotes, if they like.
final class Paths {
    private static final int MOST = 200;

    private Paths() {}

    static Path of(String written) throws UsageError {
        try {
            return Path.of(atHome(bare(written)));
        } catch (InvalidPathException e) {
            throw new UsageError("no file can be called " + written);
        }
    }

    /// A file that can be read.
    private static Path readable(String written) throws UsageError {
        Path path = of(written);
        if (Files.isRegularFile(path) && Files.isReadable(path)) return path;
        String state = Files.isDirectory(path) ? "is a folder" : Files.exists(path) ? "cannot be read" : "is not there";
        throw new UsageError(
                written + " " + state + " (seen from " + Path.of("").toAbsolutePath() + ")");
    }

    /// What is written in a file.
    static String text(String written) throws UsageError, IOException {
        try {
            return Files.readString(readable(written));
        } catch (CharacterCodingException e) {
            throw new UsageError(written + " is no text in UTF-8");
        }
    }

    /// The files and folders of this name; the last part of it may be a pattern such as `*.jar`.
    static List<Path> matching(String written) throws UsageError, IOException {
        int slash = written.lastIndexOf('/') + 1;
        String pattern = written.substring(slash);
        if (pattern.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
            Path path = of(written).toAbsolutePath().normalize();
            return Files.exists(path) ? List.of(path) : List.of();
        }
        Path folder = of(slash == 0 ? "." : written.substring(0, slash))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) return List.of();
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> matcher.matches(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /// The names that begin as this one does.
    static List<String> completions(String typed) {
        int slash = typed.lastIndexOf('/') + 1;
        String folder = typed.substring(0, slash);
        try (Stream<Path> all = Files.list(of(folder.isEmpty() ? "." : folder))) {
            return all.limit(10L * MOST)
                    .filter(path -> String.valueOf(path.getFileName()).startsWith(typed.substring(slash)))
                    .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .map(path -> folder + path.getFileName() + (Files.isDirectory(path) ? "/" : ""))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException | UsageError e) {
            return List.of();
        }
    }

    private static String bare(String written) {
        boolean quoted = written.length() > 1
                && "\"'".indexOf(written.charAt(0)) >= 0
                && written.charAt(0) == written.charAt(written.length() - 1);
        return quoted ? written.substring(1, written.length() - 1) : written;
    }

    private static String atHome(String written) {
        return written.equals("~") || written.startsWith("~/")
                ? System.getProperty("user.home") + written.substring(1)
                : written;
    }
}

package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The cells that a user has run in any kernel: a file of JSON lines, appended to by all kernels of that user.
///
///     {"session":7}                                              a kernel began: this number is taken
///     {"session":7,"number":1,"source":"1 + 1","output":"2"}     one of its cells
///
/// A line that cannot be read is skipped, whoever wrote it. Past [#MOST_BYTES] the older half is forgotten. Every
/// change is made under a lock file, so that kernels that run at once lose nothing of each other's; it also holds the
/// number taken last, so that only the end of a long history is read for it. Any thread.
final class HistoryFile {
    static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST_LINE_BYTES = MOST_BYTES / 16;
    private static final String SESSION = "session";
    private static final int TAIL_BYTES = 1 << 16;
    private static final int DIGITS = 9;
    private static final Pattern BEGINNING =
            Pattern.compile("^\\{\"session\":(\\d{1," + DIGITS + "})[,}]", Pattern.MULTILINE);
    private static final Object THIS_JVM = new Object();

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /// Takes the next number for a session that begins.
    int begin() throws IOException {
        synchronized (THIS_JVM) {
            try (var lock = lock()) {
                int session = latestSession(lock) + 1;
                var _ = lock.truncate(0)
                        .write(ByteBuffer.wrap((session + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
                write(begins(session));
                return session;
            }
        }
    }

    /// The number in the lock file, or a higher one at the end of the history, where kernels that know of no such
    /// number have written theirs. If the lock file tells none, the whole history is looked through.
    private int latestSession(FileChannel lock) throws IOException {
        var bytes = ByteBuffer.allocate(DIGITS + 1);
        int length = lock.read(bytes, 0);
        var text = new String(bytes.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII);
        boolean whole = text.matches("\\d{1," + DIGITS + "}\n");
        return whole ? Math.max(Integer.parseInt(text.strip()), latestSession(TAIL_BYTES)) : latestSession(MOST_BYTES);
    }

    /// The highest number that a line at the end begins with, as all of ours do. A line cut short took its number too.
    private int latestSession(int lastBytes) throws IOException {
        if (!Files.exists(file)) return 0;
        try (var channel = FileChannel.open(file)) {
            long from = Math.max(0, channel.size() - lastBytes);
            var end = ByteBuffer.allocate((int) (channel.size() - from));
            while (end.hasRemaining() && channel.read(end, from + end.position()) >= 0) {}
            return BEGINNING
                    .matcher(new String(end.array(), 0, end.position(), StandardCharsets.ISO_8859_1))
                    .results()
                    .mapToInt(line -> Integer.parseInt(line.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private static byte[] begins(int session) {
        var line = new JsonObject();
        line.addProperty(SESSION, session);
        return Json.bytes(line);
    }

    /// Adds a cell at the end; one that is as long as a book is left out.
    void append(HistoryEntry entry) throws IOException {
        byte[] line = Json.bytes(entry.line());
        if (line.length > LONGEST_LINE_BYTES) return;
        synchronized (THIS_JVM) {
            try (var _ = lock()) {
                write(line);
            }
        }
    }

    /// All cells, in the order they were run.
    List<HistoryEntry> read() throws IOException {
        var entries = new ArrayList<HistoryEntry>();
        for (var line : lines()) {
            try {
                if (line.has("source")) entries.add(HistoryEntry.read(line));
            } catch (MalformedMessage _) {
                // Somebody else's line, or half a line of a kernel that was killed.
            }
        }
        return entries;
    }

    private List<JsonObject> lines() throws IOException {
        if (!Files.exists(file)) return List.of();
        var lines = new ArrayList<JsonObject>();
        for (var text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            try {
                var line = Json.parseObject("a line", text.getBytes(StandardCharsets.UTF_8));
                if (Fields.integer(line, SESSION, 0) > 0) lines.add(line);
            } catch (MalformedMessage _) {
                // As above.
            }
        }
        return lines;
    }

    /// Held by whoever changes the file: not the file itself, which is replaced when it has grown too long.
    private FileChannel lock() throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        var channel = open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private static FileChannel open(Path path, StandardOpenOption... how) throws IOException {
        var options = new HashSet<>(Set.of(how));
        options.add(StandardOpenOption.CREATE);
        return FileChannel.open(path, options, ownersOnly());
    }

    /// What was typed may be a secret.
    private static FileAttribute<?>[] ownersOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Appends a line under the lock.
    private void write(byte[] line) throws IOException {
        if (Files.exists(file) && Files.size(file) + line.length >= MOST_BYTES) forgetHalf();
        boolean mend = endsWithinALine();
        var bytes = ByteBuffer.allocate(line.length + 2);
        if (mend) bytes.put((byte) '\n');
        bytes.put(line).put((byte) '\n').flip();
        try (var channel = open(file, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                var _ = channel.write(bytes);
            }
        }
    }

    /// Whether a kernel was killed while it wrote.
    private boolean endsWithinALine() throws IOException {
        if (!Files.exists(file)) return false;
        try (var channel = FileChannel.open(file)) {
            var last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private void forgetHalf() throws IOException {
        var lines = lines();
        var kept = new ArrayList<byte[]>();
        int bytes = 0;
        for (var line : lines.reversed()) {
            var text = Json.bytes(line);
            bytes += text.length + 1;
            if (bytes > MOST_BYTES / 2) break;
            kept.add(text);
        }
        kept.add(begins(latestSession(MOST_BYTES))); // or its number might be given away twice
        var whole = new ByteArrayOutputStream(bytes);
        for (var text : kept.reversed()) {
            whole.write(text);
            whole.write('\n');
        }
        var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "history", ".new");
        Files.write(fresh, whole.toByteArray());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

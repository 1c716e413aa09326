package catnap.kernel.weave;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Stands before the calls of cell code that open a file. To open a named pipe is to wait for somebody at its other
/// end, and nothing else wakes who waits: when the cell is stopped, we come for a moment.
public final class CellFiles {
    private static final int KIND = 0170000; // of what `stat` calls the mode
    private static final int PIPE = 0010000;

    private CellFiles() {}

    /// A file that the calling thread is going to open.
    public static void opens(Object file) {
        if (file instanceof Path path && !path.getFileSystem().equals(FileSystems.getDefault())) return;
        File place = new File(String.valueOf(file));
        if (place.isFile() || !place.exists() || !isPipe(place.toPath())) return;
        StopCheck.closesWithCell(Thread.currentThread(), _ -> meet(place.toPath()));
    }

    private static boolean isPipe(Path path) {
        try {
            return ((int) Files.getAttribute(path, "unix:mode") & KIND) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // no pipe that has a name
        }
    }

    /// For reading and writing: that waits for nobody.
    private static void meet(Path pipe) throws IOException {
        FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)
                .close();
    }
}

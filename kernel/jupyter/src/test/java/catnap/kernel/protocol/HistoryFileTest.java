package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What all kernels of a user have run, in one file that nothing breaks.
class HistoryFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private HistoryFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("history.jsonl");
        file = new HistoryFile(path);
    }

    private static HistoryEntry cell(int session, int number) {
        return new HistoryEntry(
                session, number, "line one\nline \"two\" \u2028 \uD83D\uDC08", number % 2 == 0 ? "out" : null);
    }

    @Test
    void whatIsAppendedIsRead() throws IOException {
        file.append(cell(1, 1));
        file.append(cell(1, 2));

        assertThat(new HistoryFile(path).read()).containsExactly(cell(1, 1), cell(1, 2));
    }

    @Test
    void aMissingFileIsAnEmptyOne() throws IOException {
        assertThat(file.read()).isEmpty();
        assertThat(file.begin()).isEqualTo(1);
    }

    @Test
    void linesThatCannotBeReadAreSkippedAndHarmNoOther() throws IOException {
        file.append(cell(1, 1));
        for (var broken : new String[] {
            "not json\n",
            "\n",
            "[1]\n",
            "{\"session\":\"x\",\"source\":\"\"}\n",
            "{\"session\":3,\"source\":7}\n",
            "\u0000\u0000\n",
            "{\"session\":1,\"number\":9,\"sou"
        }) {
            Files.writeString(path, broken, StandardOpenOption.APPEND);
        }
        file.append(cell(4, 1));

        assertThat(file.read()).containsExactly(cell(1, 1), cell(4, 1));
        assertThat(file.begin()).isEqualTo(5);
    }

    @Test
    void aNumberIsTakenOnceAsLongAsEitherFileTellsIt() throws IOException {
        Path lock = folder.resolve("history.jsonl.lock");
        assertThat(file.begin()).isEqualTo(1);
        Files.delete(lock);
        assertThat(file.begin()).as("from the history").isEqualTo(2);
        for (var broken : new String[] {"", "9", "nine\n", "-9\n", "9999999999\n"}) {
            Files.writeString(lock, broken);
            int before = file.begin();
            assertThat(file.begin()).as("'%s', then whole", broken).isEqualTo(before + 1);
        }
        Files.writeString(path, "{\"session\":20}\n", StandardOpenOption.APPEND);
        assertThat(file.begin()).as("after a kernel that keeps no number").isEqualTo(21);
        Files.delete(path);
        assertThat(file.begin()).as("from the lock").isEqualTo(22);
    }

    @Test
    void kernelsAtOnceLoseNothingAndShareNoNumber() throws Exception {
        int kernels = 8;
        int cells = 50;
        var jobs = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < kernels; i++) {
            jobs.add(() -> {
                var own = new HistoryFile(path);
                int session = own.begin();
                for (int number = 1; number <= cells; number++) {
                    own.append(cell(session, number));
                }
                return session;
            });
        }
        var sessions = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(kernels)) {
            for (var session : threads.invokeAll(jobs)) {
                sessions.add(session.get());
            }
        }

        assertThat(sessions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, kernels).boxed().toList());
        assertThat(file.read()).hasSize(kernels * cells);
        for (int session : sessions) {
            assertThat(file.read().stream().filter(entry -> entry.session() == session))
                    .as("session %s", session)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, cells)
                            .mapToObj(number -> cell(session, number))
                            .toList());
        }
    }

    @Test
    void theOlderHalfIsForgottenWhenItGrowsTooLong() throws IOException {
        var long100k = "x".repeat(100_000);
        int highest = 0;
        for (int i = 0; i < 20; i++) {
            highest = file.begin();
        }
        for (int number = 1; number <= 50; number++) {
            file.append(new HistoryEntry(1, number, long100k, null));
            assertThat(Files.size(path)).isLessThanOrEqualTo(HistoryFile.MOST_BYTES);
        }

        var numbers = file.read().stream().map(HistoryEntry::number).toList();
        assertThat(numbers)
                .hasSizeBetween(10, 41)
                .isEqualTo(
                        IntStream.rangeClosed(51 - numbers.size(), 50).boxed().toList());
        assertThat(file.begin()).isEqualTo(highest + 1);
    }

    @Test
    void aCellAsLongAsABookIsLeftOut() throws IOException {
        file.append(new HistoryEntry(1, 1, "x".repeat(HistoryFile.MOST_BYTES), null));
        file.append(cell(1, 2));

        assertThat(file.read()).containsExactly(cell(1, 2));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        file.append(cell(1, 1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }
}

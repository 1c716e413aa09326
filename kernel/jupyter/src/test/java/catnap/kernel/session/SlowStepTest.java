package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Code that holds the loop while others wait is told of, under its own cell.
class SlowStepTest {
    private static final String REMEDY =
            "nothing else could run meanwhile; use toThread(...) for blocking calls, or await sleep(...) in long loops\n";

    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("""
                Coroutine<Void> nap() {
                    return async(() -> {
                        Thread.sleep(300);
                    });
                }
                """);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    /// What was printed, without what differs from run to run.
    private static String printed(Notebook.Cell cell) {
        return cell.printed()
                .replaceAll("\\d\\.\\d s", "N s")
                .replaceAll("Task-\\d+", "Task-N")
                .replaceAll("cell \\d+", "cell N");
    }

    @Test
    void blockingUnderGatherIsToldOnceALine() {
        var expected = "!Task-N held the event loop for N s in 'Thread.sleep(300)' (cell N, line 3): " + REMEDY;

        assertThat(printed(notebook.run("await(gather(nap(), nap(), nap()));"))).isEqualTo(expected);
        assertThat(printed(notebook.run("run(async(() -> await(gather(nap(), nap(), nap()))));")))
                .isEqualTo(expected);
    }

    @Test
    void aTaskOfAnEarlierCellIsToldUnderThatCell() throws InterruptedException {
        var maker = notebook.run(
                "var late = createTask(async(() -> { await(sleep(0.05)); Thread.sleep(300); }), \"late\");\nint more = 1;");
        var waiter = notebook.run("await(gather(late, sleep(0.1)));");

        maker.awaitPrinted(text -> text.contains("\n"));
        assertThat(printed(maker))
                .isEqualTo("!late held the event loop for N s in 'var late = createTask(async(() -> { "
                        + "await(sleep(0.05)); Thread.sleep(300); }), \"late\")' (cell N, line 1): " + REMEDY);
        assertThat(waiter.printed()).isEmpty();
    }

    @Test
    void ofCodeThatALibraryBlocksTheLearnersLineIsNamed() {
        notebook.run("Coroutine<Void> call() { return async(() -> catnap.kernel.session.BlockingLibrary.block()); }");

        assertThat(printed(notebook.run("await(gather(call(), call()));")))
                .isEqualTo("!Task-N held the event loop for N s in 'Coroutine<Void> call() { return async(() -> "
                        + "catnap.kernel.session.BlockingLibrary.block()); }' (cell N, line 1): " + REMEDY);
    }

    @Test
    void aCellThatOnlyComputesIsLeftInPeace() {
        assertThat(notebook.run("Thread.sleep(300);").printed()).isEmpty();
        assertThat(notebook.run("await(nap());").printed()).isEmpty();
        assertThat(notebook.run("await(createTask(nap()));").printed()).isEmpty();
        assertThat(notebook.run("run(nap()); run(sleep(0.3));").printed()).isEmpty();
    }

    @Test
    void waitingInThreadsHoldsNobody() {
        assertThat(notebook.run("await(gather(toThread(() -> Thread.sleep(300)), sleep(0.3), sleep(0.1)));")
                        .printed())
                .isEmpty();
    }

    @Test
    void aCellThatKeepsABackgroundTaskWaitingIsTold() {
        var cell = notebook.run("""
                var ticker = createTask(async(() -> { while (true) await(sleep(0.001)); }));
                await(sleep(0));
                Thread.sleep(300);
                ticker.cancel();
                """);

        assertThat(printed(cell))
                .isEqualTo("!cell N held the event loop for N s in 'Thread.sleep(300)' (cell N, line 3): " + REMEDY);
    }
}

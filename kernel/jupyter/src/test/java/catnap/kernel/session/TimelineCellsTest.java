package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cells that draw what they do.
class TimelineCellsTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("""
                Coroutine<Integer> fetch(int n) {
                    return async(() -> { await(sleep(0.05)); return n; });
                }
                Coroutine<List<Integer>> fetchAll() {
                    return async(() -> await(gather(fetch(1), fetch(2))));
                }""");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void aLambdaIsCalledByItsCellAndLine() {
        String view = notebook.run("""
                getRunningLoop().callLater(
                        600, () -> println("late"));
                getRunningLoop()
                        .createFuture()
                        .addDoneCallback(f -> println(f));
                getRunningLoop().callSoon(() -> {});
                loopView()""").value();
        assertThat(view).containsPattern("in \\d+\\.\\d+ s +a lambda in cell \\d+, line 1");
        assertThat(view).containsPattern("1\\. a lambda in cell \\d+, line 6");
    }

    @Test
    void lanesHaveTheNamesOfTheLearnersMethods() {
        assertThat(notebook.run("timeline(fetchAll(), LoopClock.virtual())").value())
                .startsWith("3 tasks took 0.05 s; one after another 0.10 s: 2.0 times as fast")
                .contains("fetchAll ", "  fetch 1 ", "  fetch 2 ", "gather of 2", "sleep 0.05 s");
    }

    @Test
    void aTimelineOnTheSessionsLoopHasItsResult() {
        assertThat(notebook.run("timeline(fetchAll()).result()").value()).isEqualTo("[1, 2]");
    }

    @Test
    void aTimelineCellIsDrawnWholeWhenItHasEnded() {
        var cell = notebook.run("%%timeline\nvar both = await(gather(fetch(3), fetch(4)));\nboth");
        assertThat(cell.value()).isEqualTo("[3, 4]");
        assertThat(cell.displayed("text/plain")).singleElement().asString().startsWith("3 tasks took ");
        assertThat(cell.displayed("text/plain").getFirst()).contains("  fetch 1 ", "  fetch 2 ", "finished");
        assertThat(cell.displayed("text/html").getFirst())
                .startsWith("<img alt=\"Timeline: 3 tasks took ")
                .contains("src=\"data:image/svg+xml;base64,");
        assertThat(notebook.run("both.size()").value()).isEqualTo("2");
    }

    @Test
    void aTimelineCellThatFailsIsDrawnAndFails() {
        var cell = notebook.run("%%timeline\nawait(sleep(0.01));\nthrow new IllegalStateException(\"no cats\");");
        assertThat(cell.failure().name()).isEqualTo("IllegalStateException");
        assertThat(cell.displayed("text/plain").getFirst()).contains("failed: IllegalStateException: no cats");
    }

    @Test
    void runInATimelineCellShowsTheTasksOfItsLoop() {
        var cell = notebook.run("%%timeline\nrun(fetchAll());");
        assertThat(cell.displayed("text/plain").getFirst()).contains("fetchAll ", "fetch 1 ", "run(...)");
    }

    @Test
    void aBlockedLoopIsShownWithItsCellAndLine() {
        var cell = notebook.run("%%timeline\nawait(sleep(0));\nThread.sleep(600);");
        assertThat(cell.displayed("text/plain").getFirst())
                .containsPattern("blocked the loop for .* in cell \\d+, line 3");
    }

    private static final String GLASS = """
            var glass = new EventLoop(LoopClock.virtual(), null);
            var waiting = glass.createTask(fetch(1), "first");
            loopView(glass)""";

    private static void closeGlass() {
        notebook.run("waiting.cancel(); glass.step(); glass.step(); glass.close();");
    }

    @Test
    void theViewOfALoopIsDrawnAgainInItsPlaceWhenTheLoopIsStepped() {
        var cell = notebook.run(GLASS);
        assertThat(cell.value()).isEmpty();
        assertThat(cell.displayed("text/plain")).singleElement().asString().contains("first begins");
        var stepping = notebook.run("glass.step();");
        // The same display, told by the cell that stepped: one that is run unattended hears nobody else.
        assertThat(stepping.displayed("text/plain"))
                .singleElement()
                .asString()
                .contains("wakes first", "first  sleep until 0.05");
        closeGlass();
    }

    @Test
    void manyStepsAreDrawnAFewTimesAndTheLastOneAlways() {
        notebook.run(GLASS);
        long began = System.nanoTime();
        var stepping = notebook.run("""
                for (int i : range(500)) { glass.callSoon(() -> {}); glass.step(); await(sleep(0)); }
                glass.createTask(fetch(2), "last");
                glass.step();""");
        long fifths = (System.nanoTime() - began) / 200_000_000;
        assertThat(stepping.displayed("text/plain")).singleElement().asString().containsPattern("last +sleep until");
        long drawn = stepping.printed().split("<The event loop", -1).length - 1L;
        assertThat(drawn).isBetween(1L, fifths + 2);
        closeGlass();
    }

    @Test
    void aNewerViewLeavesTheOlderOneAsItWas() {
        notebook.run(GLASS);
        var newer = notebook.run("glass.step();\nloopView(glass)");
        assertThat(newer.displayed("text/plain")).singleElement().asString().contains("wakes first");
        assertThat(newer.printed()).containsOnlyOnce("<The event loop");
        closeGlass();
    }

    @Test
    void whatIsDisplayedByHandStaysAsItWas() {
        var film = notebook.run(GLASS.replace("loopView(glass)", "display(loopView(glass));\nglass.step();"));
        assertThat(film.displayed("text/plain")).singleElement().asString().contains("first begins");
        closeGlass();
    }

    @Test
    void aGatherOfTheSessionsLoopIsToldHowToRunOnAnother() {
        String wrap = "give a coroutine, such as async(() -> await(gather(...)))";
        assertThat(notebook.run("timeline(gather(fetch(1), fetch(2)), LoopClock.virtual())")
                        .failure()
                        .message())
                .contains("belongs to the loop where it was made", wrap);
        assertThat(notebook.run("timelines(\"one\", fetch(1), \"both\", gather(fetch(1), fetch(2)))")
                        .failure()
                        .message())
                .contains("\"both\" is a gather, task or future that has begun", wrap);
        assertThat(notebook.run("timeline(gather(fetch(1), fetch(2))).result()").value())
                .isEqualTo("[1, 2]");
    }

    @Test
    void theTreeOfTasksShowsTheLineOfTheLearnersOwnCode() {
        var cell = notebook.run("var t = createTask(fetch(5), \"fifth\");\nawait(sleep(0));\ntaskTree()");
        assertThat(cell.value()).containsPattern("fifth +cell \\d+, line 2 +waits for sleep");
    }
}

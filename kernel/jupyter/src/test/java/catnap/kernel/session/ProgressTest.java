package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String FULL = "█".repeat(20);
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void aBarIsCompleteWhenTheLoopIs() {
        var cell = notebook.run("int sum = 0;\nfor (int i : progress(List.of(1, 2, 3), \"<facts>\")) sum += i;\nsum");
        assertThat(cell.value()).isEqualTo("6");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " <facts> 3/3 ✓");
        assertThat(cell.displayed("text/html"))
                .containsExactly("<progress max=\"3\" value=\"3\"></progress> &lt;facts&gt; 3/3 ✓");
    }

    @Test
    void itBeginsEmptyAndKnowsTheLengthOfARange() {
        var cell = notebook.run("for (int i : progress(range(4))) ;");
        assertThat(cell.printed()).startsWith("<" + "░".repeat(20) + " 0/4>");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " 4/4 ✓");
    }

    @Test
    void whereNobodyKnowsTheLengthStepsAreCounted() {
        var cell = notebook.run("""
                Generator<Integer> three = generator(g -> { for (int i : range(3)) g.yield(i); });
                for (int i : progress(three)) ;""");
        assertThat(cell.printed()).startsWith("<" + "░".repeat(20) + " 0>");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " 3 ✓");
    }

    @Test
    void aLoopThatIsLeftEarlyShowsHowFarItCame() {
        var cell = notebook.run("for (int i : progress(range(10))) if (i == 4) break;");
        assertThat(cell.displayed("text/plain")).containsExactly("████████" + "░".repeat(12) + " 4/10");
        var failed = notebook.run("for (int i : progress(range(2))) if (i == 1) throw new IllegalStateException();");
        assertThat(failed.displayed("text/plain")).containsExactly("██████████" + "░".repeat(10) + " 1/2");
    }

    @Test
    void aBarOfUnknownLengthThatIsLeftStandsStill() {
        var cell = notebook.run("""
                Generator<Integer> four = generator(g -> { for (int i : range(4)) g.yield(i); });
                for (int i : progress(four, "left")) if (i == 2) break;""");
        assertThat(cell.displayed("text/html")).containsExactly("<progress max=\"1\" value=\"0\"></progress> left 2");
    }

    @Test
    void manyQuickStepsAreFewMessages() {
        var cell = notebook.run("for (int i : progress(range(200_000))) ;");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " 200000/200000 ✓");
        assertThat(cell.printed().split(">", -1).length).isLessThan(1000);
    }

    @Test
    void nestedLoopsHaveABarEach() {
        var cell = notebook.run("for (int i : progress(range(2))) for (int j : progress(range(3), \"inner\")) ;");
        assertThat(cell.displayed("text/plain"))
                .containsExactly(FULL + " 2/2 ✓", FULL + " inner 3/3 ✓", FULL + " inner 3/3 ✓");
    }

    @Test
    void anAsyncLoopHasABarToo() {
        var cell = notebook.run("""
                AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
                    for (int i : range(3)) { await(sleep(0)); g.yield(i); }
                });
                int total = 0;
                for (int i : each(progress(numbers, "async"))) total += i;
                total""");
        assertThat(cell.value()).isEqualTo("3");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " async 3 ✓");
    }

    @Test
    void anEmptyLoopIsCompleteAtOnce() {
        var cell = notebook.run("for (var nothing : progress(List.of())) ;");
        assertThat(cell.displayed("text/plain")).containsExactly(FULL + " 0/0 ✓");
    }
}

package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cells in which magics and Java stand together.
class MagicCellsTest {
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
    void partsRunInTheOrderInWhichTheyAreWritten() {
        var cell = notebook.run("""
                int begun = 1;
                println("before " + begun);
                %time begun = begun + 1;
                println("after " + begun);
                begun * 10""");
        assertThat(cell.printed()).matches("before 1\nWall time: [^\n]+\nafter 2\n");
        assertThat(cell.value()).isEqualTo("20");
    }

    @Test
    void theCodeOfATimedCellIsTheCells() {
        var cell = notebook.run("""
                %%time
                int timed = 6;
                println("in it");
                timed * 7""");
        assertThat(cell.printed()).matches("in it\nWall time: [^\n]+\n");
        assertThat(cell.value()).isEqualTo("42");
        assertThat(notebook.run("timed").value()).isEqualTo("6");
    }

    @Test
    void aSyntaxErrorInTheLastPartRunsNothing() {
        var failure = notebook.run("println(\"first\");\n%vars\nint 5x;");
        assertThat(failure.printed()).isEmpty();
        assertThat(failure.failure().name()).isEqualTo("CompileError");
        assertThat(failure.failure().message()).startsWith("cell ").contains("line 3");
        var timed = notebook.run("println(\"first\");\n%time foo(;");
        assertThat(timed.printed()).isEmpty();
        assertThat(timed.failure().message()).contains("line 2");
    }

    @Test
    void errorsNameTheLineAndPlaceInTheWholeCell() {
        var cell = notebook.run("%vars\nint zero = 0;\n%time 1 / zero\n");
        assertThat(cell.failure().name()).isEqualTo("ArithmeticException");
        assertThat(String.join("\n", cell.failure().traceback()).replaceAll("\u001b\\[\\d+m", ""))
                .contains("line 3: 1 / zero");
        var typo = notebook.run("int good = 1;\n%time goood + 1");
        assertThat(String.join("\n", typo.failure().traceback()).replaceAll("\u001b\\[\\d+m", ""))
                .contains("line 2: ")
                .contains("\n          goood + 1\n          ^^^^^");
    }

    @Test
    void aMagicBehindAnUnfinishedStatementIsToldWhatIsMissing() {
        for (String code : new String[] {"println(1)\n%time 1 + 1", "int b = 17\n%vars\nb", "int b = 1;\nb\n%vars"}) {
            assertThat(hints(code)).as(code).contains("if a magic is meant here: end the line above with a semicolon");
        }
        for (String code : new String[] {"var v = %time 1 + 1;", "if (true) {\n%time 1 + 1\n}", "println(1); %vars"}) {
            assertThat(hints(code))
                    .as(code)
                    .contains("a magic stands on a line of its own, outside of brackets and blocks");
        }
        assertThat(hints("int q = 17\n  % noSuch;")).doesNotContain("magic");
    }

    @Test
    void aLineMagicTakesOneLine() {
        for (String code : new String[] {
            "%time Stream.of(1)\n  .map(x -> x + 1)\n  .toList()",
            "%timeit List.of(\n  1, 2)",
            "%time for (;;) {\n  break;\n}"
        }) {
            assertThat(notebook.run(code).failure().message())
                    .as(code)
                    .contains("takes one line, and this goes on below; %%time")
                    .endsWith(", on a cell's first line, takes the whole cell");
        }
        assertThat(notebook.run("%time List.of(1)\nint below = 2;\nbelow").value())
                .isEqualTo("2");
    }

    @Test
    void codeBesideACellMagicIsNotPassedOver() {
        assertThat(notebook.run("%%time println(1)\nprintln(2);").failure().message())
                .endsWith("line 1: what %%time applies to stands below it, not beside it");
        assertThat(notebook.run("%%time // how long?\n2").value()).isEqualTo("2");
    }

    private static String hints(String code) {
        return String.join("\n", notebook.run(code).failure().traceback());
    }

    @Test
    void anUnknownMagicRunsNothingAndNamesTheNearest() {
        var cell = notebook.run("println(\"first\");\n%tiem 1 + 1");
        assertThat(cell.printed()).isEmpty();
        assertThat(cell.failure().name()).isEqualTo("UsageError");
        assertThat(cell.failure().message())
                .endsWith("line 2: there is no magic %tiem: did you mean %time? %help lists them all");
    }

    @Test
    void aCellMagicBelongsOnTheFirstLine() {
        assertThat(notebook.run("1 + 1;\n%%time").failure().message())
                .endsWith("line 2: %%time belongs on the cell's first line: it applies to all of the cell");
        assertThat(notebook.run("%%vars\nfoo();").failure().message())
                .endsWith("line 1: there is no %%vars, but there is %vars, for a line");
        assertThat(notebook.run("%%time\n%vars").failure().message())
                .endsWith("line 2: %vars cannot stand below %%time: put it into a cell of its own");
    }

    @Test
    void stopEndsTheWholeCell() throws InterruptedException {
        var cell = notebook.stop("println(\"running\");\n%time await(sleep(1000))\nprintln(\"after\");");
        assertThat(cell.failure().name()).isEqualTo("Interrupted");
        assertThat(cell.printed()).doesNotContain("after");
        assertThat(notebook.run("1 + 1").value()).isEqualTo("2");
    }

    @Test
    void aTimedAwaitIsTimedToItsEndAndLetsTheLoopGoOn() {
        var cell = notebook.run("""
                createTask(async(() -> println("meanwhile")));
                %time await(sleep(0.02, "slept"))""");
        assertThat(cell.value()).isEqualTo("slept");
        assertThat(cell.printed()).matches("meanwhile\nWall time: \\d\\d.* ms\n");
    }

    @Test
    void theEditorCompletesMagicsAndTheJavaBeneath() {
        assertThat(notebook.session().complete("%ti", 3).matches())
                .extracting(Completions.Match::text)
                .contains("%time", "%%time");
        assertThat(notebook.session().complete("foo();\n%ti", 10).matches())
                .extracting(Completions.Match::text)
                .contains("%time")
                .doesNotContain("%%time");
        assertThat(notebook.session().complete("foo();\n%ti", 10).start()).isEqualTo(7);
        assertThat(notebook.session().complete("%time List.o", 12).matches())
                .extracting(Completions.Match::text)
                .contains("of");
        assertThat(notebook.session().complete("%%time\nList.o", 13).matches())
                .extracting(Completions.Match::text)
                .contains("of");
        assertThat(notebook.session()
                        .complete("%vars\nvar s = \"\";\ns.isEm", 24)
                        .matches())
                .extracting(Completions.Match::text)
                .contains("isEmpty");
        assertThat(notebook.session().complete("x = 17\n%ti", 10).matches())
                .extracting(Completions.Match::text)
                .doesNotContain("%time");
    }

    @Test
    void theEditorExplainsMagicsAndTheJavaBeneath() {
        assertThat(notebook.session().inspect("%time foo()", 3, 0).orElseThrow().data())
                .extractingByKey("text/plain")
                .asString()
                .startsWith("%time code, %%time\n\nRuns code once");
        assertThat(notebook.session()
                        .inspect("%%time\nMath.max(1, 2)", 14, 0)
                        .orElseThrow()
                        .data())
                .extractingByKey("text/plain")
                .asString()
                .contains("max(");
    }

    @Test
    void aCellMagicWithoutACellAsksForMore() {
        assertThat(notebook.session().isComplete("%%time").status()).isEqualTo(Completeness.Status.INCOMPLETE);
        assertThat(notebook.session().isComplete("%%time\nfoo();").status()).isEqualTo(Completeness.Status.COMPLETE);
        assertThat(notebook.session().isComplete("%vars").status()).isEqualTo(Completeness.Status.COMPLETE);
        assertThat(notebook.session().isComplete("%vars\nif (true) {").status())
                .isEqualTo(Completeness.Status.INCOMPLETE);
    }
}

package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeftBehindTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("Coroutine<String> fact() {\n    return async(() -> await(sleep(0, \"fact\")));\n}");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void aCoroutineNobodyAwaitedIsReported() {
        assertThat(notebook.run("fact();\nprintln(\"end\");").printed())
                .isEqualTo(
                        "end\n!<coroutine fact at cell 1:2> was never awaited: await it, or pass it to createTask(...)"
                                + " or run(...)\n");
    }

    @Test
    void aCoroutineOfTheCellItselfIsCalledByItsPlace() {
        assertThat(notebook.run("async(() -> 1);\nprintln(\"end\");").printed())
                .startsWith("end\n!<coroutine cell ")
                .contains(":1> was never awaited");
    }

    @Test
    void aCoroutineInAVariableCanStillBeAwaited() {
        assertThat(notebook.run("var later = fact();\nvar more = List.of(fact(), fact());")
                        .printed())
                .isEmpty();
        assertThat(notebook.run("await(later) + await(gather(more))").value()).isEqualTo("fact[fact, fact]");
    }

    @Test
    void aCoroutineAsResultShowsItsStateAndNoComplaint() {
        var cell = notebook.run("fact()");
        assertThat(cell.value()).isEqualTo("<coroutine fact at cell 1:2>");
        assertThat(cell.printed()).isEmpty();
    }

    @Test
    void anErrorNobodyReadIsReportedUnderItsCell() throws InterruptedException {
        var cell = notebook.run(
                "var lost = createTask(async(() -> { throw new IllegalStateException(\"lost\"); }), \"unlucky\");");
        notebook.run("await(sleep(0));");
        cell.awaitPrinted(text -> text.contains("IllegalStateException: lost"));
        assertThat(cell.printed()).startsWith("!Task exception was never retrieved: unlucky\n");
    }

    @Test
    void aCallbackThatThrowsIsReportedInTheLearnersWords() {
        var cell = notebook.run("""
                var told = createTask(async(() -> "fact"), "told");
                told.addDoneCallback((Task<String> t) -> println(t.result().charAt(9)));
                await(told);
                await(sleep(0));
                """);
        assertThat(cell.printed())
                .startsWith("!Exception in callback <Handle a lambda>\n")
                .contains("StringIndexOutOfBoundsException");
    }
}

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
                .isEqualTo("end\n!coroutine 'fact' was never awaited (created at cell 1:2): await it, or pass it to"
                        + " createTask(...) or run(...)\n");
    }

    @Test
    void aCoroutineIsReportedOnceNoVariableHoldsIt() {
        assertThat(notebook.run("var kept = fact();").printed()).isEmpty();
        assertThat(notebook.run("1 + 1").printed()).isEmpty();
        assertThat(notebook.run("kept = null;").printed())
                .startsWith("!coroutine 'fact' was never awaited (created at cell 1:2)");
        assertThat(notebook.run("2 + 2").printed()).isEmpty();
    }

    @Test
    void aCoroutineOfATaskThatGoesOnCanStillBeAwaited() throws InterruptedException {
        var cell = notebook.run("""
                var gate = getRunningLoop().<String>createFuture();
                var user = createTask(async(() -> { var local = fact(); await(gate); println(await(local)); fact(); }));
                await(sleep(0));""");
        assertThat(notebook.run("await(sleep(0));").printed()).isEmpty();
        var last = notebook.run("gate.setResult(\"open\"); await(user);");
        cell.awaitPrinted("fact\n"::equals);
        // The one that it has forgotten is told of when it has ended.
        assertThat(last.printed()).startsWith("!coroutine 'fact' was never awaited");
    }

    @Test
    void whatWasShownIsNeverComplainedAbout() {
        notebook.run("fact()");
        assertThat(notebook.run("1 + 1").printed()).isEmpty();
    }

    @Test
    void anAsyncGeneratorThatWasLeftIsReportedOnce() {
        notebook.run("""
                AsyncGenerator<Integer> numbers() {
                    return asyncGenerator(g -> { for (int i = 0; ; i++) g.yield(i); });
                }
                """);
        assertThat(notebook.run("for (int i : each(numbers())) if (i == 3) break;")
                        .printed())
                .matches(
                        "!async generator 'numbers' was left before its end \\(created at cell \\d+:2\\), and its"
                                + " finally blocks have not run: close it, best by asyncWith\\(aclosing\\(generator\\), …\\)\n");
        assertThat(notebook.run("1 + 1").printed()).isEmpty();
    }

    @Test
    void anAsyncGeneratorInAVariableCanStillBeWalked() {
        assertThat(notebook.run("""
                AsyncGenerator<Integer> evens() {
                    return asyncGenerator(g -> { for (int i = 0; ; i += 2) g.yield(i); });
                }
                var walked = evens();
                println(await(walked.anext()));
                """).printed()).isEqualTo("0\n");
        assertThat(notebook.run("await(walked.anext())").value()).isEqualTo("2");
    }

    @Test
    void aGeneratorThatABackgroundTaskWalksIsInUse() {
        assertThat(notebook.run("""
                AsyncGenerator<Integer> odds() {
                    return asyncGenerator(g -> { for (int i = 1; ; i += 2) g.yield(i); });
                }
                var gate = new AsyncEvent();
                createTask(async(() -> {
                    for (int i : each(odds())) await(gate.waitSet());
                }));
                await(sleep(0));
                """).printed()).isEmpty();
    }

    @Test
    void aSessionThatWasNotClosedIsReported() {
        assertThat(notebook.run("{ var session = new ClientSession(); }").printed())
                .matches("!Unclosed client session \\(created at cell \\d+:1\\): close it, best by try \\(var session ="
                        + " new ClientSession\\(\\)\\)\n");
        assertThat(notebook.run("var open = new ClientSession();").printed()).isEmpty();
        assertThat(notebook.run("open.close();\nopen = null;").printed()).isEmpty();
    }

    @Test
    void aCoroutineOfTheCellItselfIsCalledByItsPlace() {
        assertThat(notebook.run("async(() -> 1);\nprintln(\"end\");").printed())
                .startsWith("end\n!coroutine was never awaited (created at cell ")
                .contains(":1): await it");
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
        assertThat(cell.printed())
                .matches("(?s)!unlucky: Task exception was never retrieved \\(created at cell \\d+:1\\):"
                        + " await it, or ask for its exception\\(\\)\n.*");
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
                .containsPattern("^!Exception in callback <Handle a lambda in cell \\d+, line 2>\n")
                .contains("StringIndexOutOfBoundsException");
    }
}

package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What tasks, coroutines, generators and loops show of themselves.
class StatesTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run(
                "Coroutine<String> fact() {\n    return async(() -> {\n        await(sleep(1000));\n        return \"fact\";\n    });\n}");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    private static String html(String code) {
        return text(String.valueOf(notebook.run(code).result().data().get("text/html")));
    }

    private static String text(String html) {
        return html.replaceAll("</th><td[^>]*>", ": ").replace("</tr>", "\n").replaceAll("<[^>]+>", "");
    }

    @Test
    void aPendingTaskShowsWhereItWaitsAndBecomesItsOutcome() {
        var cell = notebook.run("""
                var gate = getRunningLoop().<String>createFuture();
                var waiting = createTask(async(() -> await(gate)), "a <random> fact");
                await(sleep(0));
                waiting""");
        assertThat(cell.value()).isEmpty();
        assertThat(cell.displayed("text/plain"))
                .containsExactly("<Task pending name='a <random> fact' wait_for=<Future pending>>");
        assertThat(text(String.valueOf(cell.displayed("text/html").getFirst())))
                .startsWith(
                        "Task: … pending\nname: a &lt;random&gt; fact\nwaits for: whoever gives the future its result\n"
                                + "at: cell ")
                .contains(", line 2\n");
        notebook.run("gate.setResult(\"<b>cats</b>\"); await(waiting);");
        assertThat(text(String.valueOf(cell.displayed("text/html").getFirst())))
                .isEqualTo("Task: ✓ finished\nname: a &lt;random&gt; fact\nresult: &lt;b&gt;cats&lt;/b&gt;\n");
    }

    @Test
    void aSleepingTaskSaysSo() {
        var cell = notebook.run("var sleeper = createTask(fact());\nawait(sleep(0));\nsleeper");
        assertThat(text(String.valueOf(cell.displayed("text/html").getFirst())))
                .contains("\nwaits for: a sleep, ")
                .contains(" s left\nat: cell 1, line 3\nruns: &lt;coroutine fact at cell 1:2&gt;\n");
    }

    @Test
    void aTaskThatIsDoneIsAResult() {
        assertThat(html("var quick = createTask(async(() -> 5), \"quick\");\nawait(quick);\nquick"))
                .isEqualTo("Task: ✓ finished\nname: quick\nresult: 5\n");
        assertThat(html("var given = createTask(fact(), \"up\");\ngiven.cancel();\nawait(sleep(0));\ngiven"))
                .isEqualTo("Task: ⊘ cancelled\nname: up\n");
    }

    @Test
    void lookingAtAFailedTaskDoesNotCountAsReadingItsError() throws InterruptedException {
        var cell = notebook.run("""
                var bad = createTask(async(() -> { throw new IllegalStateException("lost"); }), "bad");
                await(sleep(0));
                bad""");
        assertThat(text(String.valueOf(cell.result().data().get("text/html"))))
                .isEqualTo("Task: ✗ failed\nname: bad\nerror: java.lang.IllegalStateException: lost\n");
        cell.awaitPrinted(text -> text.contains("bad: Task exception was never retrieved"));
    }

    @Test
    void aCoroutineSaysWhetherItHasStarted() {
        assertThat(html("var lazy = fact();\nlazy"))
                .startsWith("Coroutine: ○ not started\nmade: &lt;coroutine fact at cell 1:2&gt;\nto run it: await it,");
        assertThat(html("lazy.close();\nlazy")).startsWith("Coroutine: ✓ started or closed\n");
    }

    @Test
    void generatorsAndLoopsTellTheirState() {
        assertThat(html("Generator<Integer> one = generator(g -> { g.yield(1); });\none"))
                .isEqualTo("Generator: created\n");
        assertThat(html("one.next();\none")).isEqualTo("Generator: suspended\n");
        assertThat(html("AsyncGenerator<Integer> two = asyncGenerator(g -> { g.yield(1); });\ntwo"))
                .isEqualTo("AsyncGenerator: created\n");
        assertThat(html("getRunningLoop()")).startsWith("EventLoop: ▶ running\nits time: ");
        assertThat(notebook.run("getRunningLoop()").value()).startsWith("<EventLoop running");
    }
}

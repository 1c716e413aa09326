package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditorTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run(
                "var words = new ArrayList<String>();\n/// Greets somebody.\nString greet(String name) { return name; }");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void completionKnowsTheCellsVariables() {
        var completions = notebook.session().complete("words.addF", 10);
        assertThat(completions.matches()).extracting(Completions.Match::text).containsExactly("addFirst");
        assertThat(completions.start()).isEqualTo(6);
        assertThat(completions.end()).isEqualTo(10);
    }

    @Test
    void completionAndInspectionAnswerWhileACellRuns() throws InterruptedException {
        var cell = notebook.begin("println(\"running\");\nwhile (true) { }");
        cell.awaitPrinted("running\n"::equals);
        assertThat(notebook.session().complete("gre", 3).matches())
                .extracting(Completions.Match::text)
                .contains("greet");
        assertThat(notebook.session().inspect("greet", 2, 0)).isPresent();
        assertThat(notebook.session().isComplete("1 + 1").status()).isEqualTo(Completeness.Status.COMPLETE);
        assertThat(cell.ended()).isFalse();
        notebook.session().interrupt();
        cell.outcome();
    }

    @Test
    void inspectionGivesTextAndMarkdown() {
        var bundle = notebook.session().inspect("greet(\"a\")", 3, 0).orElseThrow();
        assertThat(bundle.data())
                .containsEntry("text/plain", "String greet(String name)   (cell 1)\n\nGreets somebody.")
                .containsEntry(
                        "text/markdown", "```java\nString greet(String name)\n```\n*cell 1*\n\nGreets somebody.\n");
    }

    @Test
    void unfinishedCodeAsksForMore() {
        var completeness = notebook.session().isComplete("if (true) {\n    foo(");
        assertThat(completeness).isEqualTo(new Completeness(Completeness.Status.INCOMPLETE, "        "));
        assertThat(notebook.session().isComplete("await(async(() -> {\n    await(sleep(1));"))
                .isEqualTo(new Completeness(Completeness.Status.INCOMPLETE, "    "));
        assertThat(notebook.session().isComplete("try {\n}").status()).isEqualTo(Completeness.Status.INCOMPLETE);
        assertThat(notebook.session().isComplete("int x =").status()).isEqualTo(Completeness.Status.INCOMPLETE);
        assertThat(notebook.session().isComplete("int x = ;").status()).isEqualTo(Completeness.Status.INVALID);
        assertThat(notebook.session().isComplete("int 5x;").status()).isEqualTo(Completeness.Status.INVALID);
    }
}

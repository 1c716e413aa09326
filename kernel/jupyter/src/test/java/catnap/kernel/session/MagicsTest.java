package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each magic, as a learner uses it.
class MagicsTest {
    @TempDir
    private Path folder;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook();
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void timeitMeasuresAgainAndAgain() {
        assertThat(notebook.run("int calls = 0;\n%timeit calls = calls + 1;").printed())
                .matches(
                        "[\\d.]+ [nµm]s ± [\\d.]+ [nµm]s per loop \\(mean ± std\\. dev\\. of 7 runs, [\\d,]+ loops each\\)\n");
        assertThat(notebook.run("calls > 1000").value()).isEqualTo("true");
    }

    @Test
    void timeitAwaitsWhatIsAwaitable() {
        var cell = notebook.run("int ended = 0;\n%timeit async(() -> { await(sleep(0.01)); ended++; return 1; })");
        assertThat(cell.printed()).contains(" ms ± ").doesNotContain("never awaited");
        assertThat(notebook.run("ended > 7").value()).isEqualTo("true");
    }

    @Test
    void timeitTakesAWholeCellAndStopStopsIt() throws InterruptedException {
        assertThat(notebook.run("%%timeit\nlong total = 0;\nfor (int i = 0; i < 1000; i++) total += i;")
                        .printed())
                .contains("s per loop (mean ± std. dev. of 7 runs, ");
        var cell = notebook.stop("%%timeit\nif (IO.class != null) println(\"running\");\nawait(sleep(1000));");
        assertThat(cell.failure().name()).isEqualTo("Interrupted");
    }

    @Test
    void varsListsNameTypeAndValue() {
        var cell = notebook.run("var words = List.of(\"a\", \"b\");\nint count = 2;\nString none = null;\n%vars");
        assertThat(cell.printed()).isEqualTo("""
                <name   type          value
                ─────  ────────────  ──────
                words  List<String>  [a, b]
                count  int           2
                none   String        null>""");
    }

    @Test
    void tasksListsWhatIsPendingAndJoinWaitsForIt() {
        notebook.run(
                "var gate = getRunningLoop().<String>createFuture();\nvar t = createTask(async(() -> await(gate)), \"waiter\");");
        assertThat(notebook.run("%tasks").printed()).isEqualTo("""
                <task    state      waits for                            cell  at
                ──────  ─────────  ───────────────────────────────────  ────  ──────────────
                waiter  … pending  whoever gives the future its result  1     cell 1, line 2>""");
        var joined = notebook.run(
                "getRunningLoop().callLater(0.01, () -> gate.setResult(\"now\"));\n%tasks --join\nt.result()");
        assertThat(joined.value()).isEqualTo("now");
        assertThat(notebook.run("%tasks").printed()).isEqualTo("no task is pending\n");
        assertThat(notebook.run("%tasks now").failure().message())
                .isEqualTo("%tasks: takes nothing or --join, not now");
    }

    @Test
    void jarsAreSeenByCodeCompletionAndInspection() throws IOException {
        TestJar.write(
                folder.resolve("greeting.jar"), "greeting.Hello", "public static String greet() { return \"hello\"; }");
        var cell = notebook.run("%jars " + folder + "/*.jar\nimport greeting.Hello;\nHello.greet()");
        assertThat(cell.value()).isEqualTo("hello");
        assertThat(cell.printed()).isEqualTo("added " + folder.resolve("greeting.jar") + "\n");
        assertThat(notebook.session().complete("Hello.gr", 8).matches())
                .extracting(Completions.Match::text)
                .containsExactly("greet");
        assertThat(notebook.session().inspect("Hello.greet()", 8, 0)).isPresent();
        assertThat(notebook.run("%jars " + folder + "/missing.jar").failure().message())
                .startsWith("%jars: nothing is at " + folder + "/missing.jar");
    }

    @Test
    void loadPutsTheCodeInPlaceOfTheCell() throws IOException {
        Path file = Files.writeString(folder.resolve("Some.java"), "int loaded = 5;\n");
        var cell = notebook.run("%load " + file);
        assertThat(cell.replacement()).isEqualTo("// %load " + file + "\nint loaded = 5;\n");
        assertThat(notebook.run("loaded").failure().name()).isEqualTo("CompileError");
        assertThat(notebook.run("%load " + folder.resolve("none.java"))
                        .failure()
                        .message())
                .startsWith("%load: " + folder.resolve("none.java") + " is not there");
    }

    @Test
    void runRunsAFileAndItsMain() throws IOException {
        Path file = Files.writeString(folder.resolve("Hello.java"), """
                package some.where;

                int answer = 42;

                void main() {
                    println("hello " + answer);
                }
                """);
        assertThat(notebook.run("%run " + file + "\nanswer").value()).isEqualTo("42");
        Path program = Files.writeString(folder.resolve("Program.java"), """
                public class Program {
                    public static void main(String[] args) {
                        System.out.println("program");
                        throw new IllegalStateException("end");
                    }
                }
                """);
        var cell = notebook.run("%run " + program);
        assertThat(cell.printed()).isEqualTo("program\n");
        assertThat(String.join("\n", cell.failure().traceback()).replaceAll("\u001b\\[\\d+m", ""))
                .contains("Program.java, line 4, in main: throw new IllegalStateException(\"end\");");
    }

    @Test
    void runRunsTheCodeCellsOfANotebook() throws IOException {
        Path file = Files.writeString(folder.resolve("other.ipynb"), """
                {"cells": [
                  {"cell_type": "markdown", "source": ["# not code"]},
                  {"cell_type": "code", "source": ["int first = 1;\\n", "println(first);"]},
                  {"cell_type": "code", "source": "%vars\\nfirst + 1"}
                ], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
                """);
        var cell = notebook.run("%run " + file);
        assertThat(cell.printed()).startsWith("1\n<name");
        assertThat(cell.value()).isEqualTo("2");
        Files.writeString(file, "no notebook");
        assertThat(notebook.run("%run " + file).failure().message()).isEqualTo("%run: other.ipynb is not a notebook");
    }

    @Test
    void whatIsNoNotebookIsSaidToBeNone() throws IOException {
        for (String text : List.of("{\"cells\": 3}", "[]", "{\"cells\": [{\"cell_type\": \"code\"}]}", "{}")) {
            Path file = Files.writeString(folder.resolve("odd.ipynb"), text);
            assertThat(notebook.run("%run " + file).failure().message())
                    .as(text)
                    .isEqualTo("%run: odd.ipynb is not a notebook");
        }
    }

    @Test
    void loadTakesTheCodeOfANotebook() throws IOException {
        Path file = Files.writeString(folder.resolve("code.ipynb"), """
                {"cells": [
                  {"cell_type": "markdown", "source": ["# not code"]},
                  {"cell_type": "code", "source": ["int first = 1;\n", "println(first);"]},
                  {"cell_type": "code", "source": "first + 1"}
                ], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
                """);
        assertThat(notebook.run("%load " + file).replacement())
                .isEqualTo("// %load " + file + "\nint first = 1;\nprintln(first);\n\nfirst + 1");
    }

    @Test
    void aFileThatRunsItselfIsToldSo() throws IOException {
        Path first = folder.resolve("first.java");
        Path second = folder.resolve("second.java");
        Files.writeString(first, "%run " + second + "\n");
        Files.writeString(second, "%run " + first + "\n");
        assertThat(notebook.run("%run " + first).failure().message())
                .isEqualTo("%run: first.java runs itself: first.java → second.java → first.java");
        Files.writeString(second, "println(\"twice is fine\");\n");
        Files.writeString(first, "%run " + second + "\n%run " + second + "\n");
        assertThat(notebook.run("%run " + first).printed()).isEqualTo("twice is fine\ntwice is fine\n");
    }

    @Test
    void theCallOfMainIsNotTheLearners() throws IOException {
        Path file = Files.writeString(folder.resolve("Failing.java"), """
                public class Failing {
                    public static void main(String... args) { throw new IllegalStateException("end"); }
                }
                """);
        assertThat(notebook.run("%run " + file).failure().traceback())
                .as("the error and the line that threw it")
                .hasSize(2);
        Path other = Files.writeString(folder.resolve("Other.java"), "class Other { static void main(int x) {} }");
        assertThat(notebook.run("%run " + other).outcome()).isInstanceOf(CellOutcome.Done.class);
    }

    @Test
    void aNameMayStandBetweenQuotes() throws IOException {
        Path file = Files.writeString(folder.resolve("with space.java"), "println(\"spaced\");\n");
        assertThat(notebook.run("%run \"" + file + "\"").printed()).isEqualTo("spaced\n");
        assertThat(notebook.run("%run " + file).printed()).isEqualTo("spaced\n");
        Path jar = folder.resolve("two words.jar");
        TestJar.write(jar, "worded.Hello", "public static int one() { return 1; }");
        assertThat(notebook.run("%jars '" + jar + "'\nworded.Hello.one()").value())
                .isEqualTo("1");
    }

    @Test
    void whatIsNoJarIsNotAdded() throws IOException {
        Path file = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThat(notebook.run("%jars " + file).failure().message())
                .isEqualTo("%jars: " + file + " is neither a jar nor a folder");
    }

    @Test
    void envShowsTheEnvironmentAndIsHonestAboutSetting() {
        assertThat(notebook.run("%env PATH").printed()).isEqualTo(System.getenv("PATH") + "\n");
        assertThat(notebook.run("%env").printed()).contains("PATH");
        assertThat(notebook.run("%env CATNAP_TEST_WORD=some words").printed())
                .isEqualTo(
                        "System.getProperty(\"CATNAP_TEST_WORD\") is now \"some words\". System.getenv(\"CATNAP_TEST_WORD\")"
                                + " stays as it was: a running JVM cannot change its environment; set it before Jupyter starts\n");
        assertThat(notebook.run("System.getProperty(\"CATNAP_TEST_WORD\")").value())
                .isEqualTo("some words");
        assertThat(notebook.run("%env CATNAP_TEST_NONE").failure().message())
                .isEqualTo("%env: CATNAP_TEST_NONE is not set");
    }

    @Test
    void resetForgetsNamesAndCancelsTasks() {
        var cell = notebook.run("""
                int x = 1;
                int twice(int i) { return 2 * i; }
                record Cat(String name) {}
                createTask(async(() -> { try { await(sleep(1000)); } finally { println("cleaned up"); } }));
                await(sleep(0));""");
        assertThat(notebook.run("%reset").printed()).isEqualTo("all names are forgotten\n");
        assertThat(cell.printed()).isEqualTo("cleaned up\n");
        for (String name : List.of("x", "twice(1)", "new Cat(\"Tom\")")) {
            assertThat(notebook.run(name).failure().name()).isEqualTo("CompileError");
        }
        assertThat(notebook.run("int x = 5;\nx").value()).isEqualTo("5");
        assertThat(notebook.session().complete("twic", 4).matches()).isEmpty();
    }

    @Test
    void doctorTellsWhatTheKernelRunsOn() {
        assertThat(notebook.run("%doctor").printed())
                .contains("kernel ")
                .contains(Runtime.version().toString())
                .contains("continuations")
                .contains("MB used of")
                .contains("http");
    }

    @Test
    void helpListsAllMagics() {
        assertThat(notebook.run("%help").printed())
                .contains(
                        "%doctor",
                        "%env",
                        "%help",
                        "%jars",
                        "%load",
                        "%maven",
                        "%reset",
                        "%run",
                        "%tasks",
                        "%time code, %%time",
                        "%timeit",
                        "%vars");
        assertThat(notebook.run("%help time").printed())
                .isEqualTo("%time code, %%time\nRuns code once and says how long it took, waits included\n");
        assertThat(notebook.run("%help nothing").failure().message())
                .isEqualTo("%help: there is no magic %nothing: %help lists them all");
        assertThat(notebook.run("%help %%timelne").failure().message())
                .isEqualTo(
                        "%help: there is no magic %%timelne: did you mean %%time or %%timeline? %help lists them all");
    }

    @Test
    void argumentsAreCompleted() throws IOException {
        Files.writeString(folder.resolve("Some.java"), "");
        String typed = "%run " + folder + "/So";
        assertThat(notebook.session().complete(typed, typed.length()).matches())
                .extracting(Completions.Match::text)
                .containsExactly(folder + "/Some.java");
        assertThat(notebook.session().complete("%help vah", 8).matches())
                .extracting(Completions.Match::text)
                .containsExactly("vars");
        assertThat(notebook.session().complete("%env PAT", 8).matches())
                .extracting(Completions.Match::text)
                .contains("PATH");
    }
}

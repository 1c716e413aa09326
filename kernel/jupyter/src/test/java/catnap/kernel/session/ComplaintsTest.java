package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users of other kernels suffer from, as far as no other test holds it: see `kernel/docs/complaints.md`.
class ComplaintsTest {
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
    void aStaticMethodMayGetAnotherSignature() {
        notebook.run("static int twice(int n) { return 2 * n; }\nint use() { return twice(21); }");
        assertThat(notebook.run("static String twice(String s) { return s + s; }\ntwice(\"a\") + use()")
                        .value())
                .isEqualTo("aa42");
        notebook.run("static long twice(int n) { return 3L * n; }");
        assertThat(notebook.run("twice(2)").value()).isEqualTo("6");
    }

    @Test
    void aMethodDeclaredAgainKeepsTheVariablesMadeWithIt() {
        notebook.run("int made() { return 5; }\nvar kept = made();");
        notebook.run("int made() { return 6; }");
        notebook.run("import java.util.stream.*;\nimport java.nio.charset.*;");
        assertThat(notebook.run("kept").value()).isEqualTo("5");
    }

    @Test
    void classesMayNeedEachOtherInOneCellAndInTwo() {
        assertThat(notebook.run("""
                class Hen { Egg lay() { return new Egg(this); } }
                class Egg { final Hen from; Egg(Hen from) { this.from = from; } }
                var hen = new Hen();
                hen.lay().from == hen""").value()).isEqualTo("true");
    }

    @Test
    void aClassMayBeCalledObject() {
        try (var own = new Notebook()) {
            assertThat(own.run("class Object { int lives = 9; }\nnew Object().lives")
                            .value())
                    .isEqualTo("9");
            assertThat(own.run("class Throwable { }\nclass Override { }\n1").value())
                    .isEqualTo("1");
            assertThat(own.run("record Cat(String name) {}\nnew Cat(\"Tom\")").value())
                    .isEqualTo("Cat[name=Tom]");
            assertThat(own.run("var list = List.of(1, 2);\nlist").value()).isEqualTo("[1, 2]");
        }
    }

    @Test
    void whatACoroutineCapturesIsWhatItSays() {
        assertThat(notebook.run("""
                String collected = "";
                for (String fact : List.of("a", "b")) {
                    await(async(() -> { await(sleep(0)); collected += "Collected by " + fact + ". "; }));
                }
                collected""").value()).isEqualTo("Collected by a. Collected by b. ");
    }

    @Test
    void coloursAreRedBlueAndBoldAlone() {
        var seen = new StringBuilder();
        for (String broken : new String[] {
            "int x = \"text\";",
            "void later() { missing(); }",
            "int zero = 0;\n1 / zero",
            "await(Requests.get(\"x\"));",
            "%lod",
            "throw new ExceptionGroup(\"two\", List.of(new IOException(\"a\"), new IllegalStateException(\"b\")));",
            "await(createTask(async(() -> { await(sleep(0)); throw new IOException(\"lost\", new Error(\"why\")); })));"
        }) {
            var cell = notebook.run(broken);
            if (cell.outcome() instanceof CellOutcome.Failed failed) seen.append(failed.traceback());
        }
        assertThat(seen.toString()).contains("\u001b[31m", "\u001b[34m", "\u001b[1m");
        assertThat(Pattern.compile("\u001b\\[([\\d;]*)m")
                        .matcher(seen)
                        .results()
                        .map(code -> code.group(1))
                        .distinct())
                .containsExactlyInAnyOrder("0", "1", "31", "34");
    }

    @Test
    void aTaskThatNobodyHoldsGoesOn() throws InterruptedException {
        var cell =
                notebook.run("for (int i : range(20)) createTask(async(() -> { await(sleep(0.02)); println(i); }));");
        notebook.run("for (int i : range(5)) { System.gc(); await(sleep(0.01)); }");
        cell.awaitPrinted(text -> text.lines().count() == 20);
    }

    @Test
    void aThreadThatGoesOnDoesNotHoldItsCell() {
        assertThat(notebook.run("""
                var end = new CountDownLatch(1);
                var endless = Thread.ofPlatform().daemon().start(() -> {
                    try { end.await(); } catch (InterruptedException e) { println("interrupted"); }
                });
                "started\"""").value()).isEqualTo("started");
        assertThat(notebook.run("var alive = endless.isAlive();\nend.countDown();\nalive")
                        .value())
                .isEqualTo("true");
    }

    @Test
    void stopReachesTheInnermostOfWhatTheCellAwaits() throws InterruptedException {
        var cell = notebook.stop("""
                Coroutine<Void> inner(String name) {
                    return async(() -> { try { await(sleep(1000)); } finally { println("end of " + name); } });
                }
                Coroutine<Void> outer() {
                    return async(() -> { await(gather(inner("one"), inner("two"))); });
                }
                getRunningLoop().callLater(0.01, () -> println("running"));
                await(outer());""");
        assertThat(cell.failure().name()).isEqualTo("Interrupted");
        assertThat(cell.printed()).isEqualTo("running\nend of one\nend of two\n");
        assertThat(notebook.run("%tasks").printed()).isEqualTo("no task is pending\n");
    }

    @Test
    void aTaskThatEndsWhileItIsShownDoesNotStayPending() throws InterruptedException {
        var cell = notebook.run("""
                for (int i : range(50)) {
                    var quick = createTask(toThread(() -> 7));
                    if (i % 2 == 0) await(sleep(0));
                    display(quick);
                    if (i % 3 == 0) await(quick);
                }
                joinCell();""");
        assertThat(cell.displayed("text/plain")).hasSize(50).allMatch(text -> text.contains("finished"));
    }

    @Test
    void tasksInheritTheContextOfTheCodeThatMakesThem() {
        assertThat(notebook.run("""
                var who = new ContextVar<String>("who");
                who.set("Tom");
                Coroutine<String> ask() { return async(() -> { await(sleep(0)); return who.get(); }); }
                var first = createTask(ask());
                who.set("Minka");
                var second = createTask(ask());
                await(gather(first, second))""").value()).isEqualTo("[Tom, Minka]");
    }

    @Test
    void whatTheCourseNamesIsNeverAmbiguous() {
        assertThat(notebook.run("""
                Task<String> t = createTask(sleep(0, "a"));
                Generator<Integer> g = generator(y -> { y.yield(1); });
                List<Path> paths = List.of(Path.of("x"));
                Duration d = Duration.ofSeconds(1);
                Callable<Integer> c = () -> 1;
                Stream<String> s = Stream.of("a");
                Random random = new Random(1);
                LocalDate day = LocalDate.of(2026, 1, 1);
                BigDecimal sum = BigDecimal.ONE;
                Pattern pattern = Pattern.compile("a");
                AtomicInteger count = new AtomicInteger();
                Timeout limit = timeout(1);
                Handle handle = getRunningLoop().callSoon(() -> {});
                await(t) + g.next() + day""").value()).isEqualTo("a12026-01-01");
    }
}

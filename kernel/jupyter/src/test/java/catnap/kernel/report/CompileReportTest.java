package catnap.kernel.report;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.java.Compilation;
import catnap.kernel.java.JavaSession;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompileReportTest {
    private final JavaSession session = new JavaSession(
            List.of("import module java.base;", "import catnap.asyncio.*;", "import static catnap.asyncio.Asyncio.*;"),
            System.getProperty("java.class.path"));

    private String report(String text) {
        return switch (session.compile(7, text)) {
            case Compilation.Ready _ -> throw new AssertionError("compiled: " + text);
            case Compilation.Rejected(var _, var problems) ->
                String.join("\n", CompileReport.lines(problems)).replaceAll("\u001b\\[\\d+m", "");
        };
    }

    @Test
    void theCaretMarksTheFaultyText() {
        assertThat(report("\n\tint n = \"text\";")).isEqualTo("""
                        cell 7, line 2: incompatible types: String cannot be converted to int
                            \tint n = "text";
                            \t        ^^^^^^""");
    }

    @Test
    void anOpenBracketIsMarkedWhereItOpens() {
        assertThat(report("void f() {\n    println(1);\n")).isEqualTo("""
                        cell 7, line 1: reached the end of the cell, but this '{' is not closed
                            void f() {
                                     ^""");
    }

    @Test
    void manyErrorsAreCounted() {
        assertThat(report("a();\nb();\nc();\nd();\ne();\nf();\ng();")).endsWith("… and 2 more errors");
    }

    @Test
    void theLessonsTrapsHaveHints() {
        assertThat(report("await(\"text\")")).contains("hint: not awaitable: wrap the blocking call in toThread");
        assertThat(report("Coroutine<String> f() { return async(() -> { await(sleep(0)); return f(); }); }"))
                .contains("hint: the body returns a coroutine where its result is wanted");
        assertThat(report("for (int i = 0; i < 3; i++) { Runnable r = () -> print(i); }"))
                .contains("hint: a lambda can only read a local that is never assigned again");
        assertThat(report("try { await(sleep(1)); } catch (java.io.IOException e) { }"))
                .contains("hint: what await throws is not declared");
        for (String future : List.of("gather(sleep(1), sleep(2))", "ensureFuture(sleep(1))", "createTask(sleep(1))")) {
            assertThat(report("createTask(" + future + ");")).contains("hint: createTask runs a coroutine");
            assertThat(report("createTask(" + future + ", \"name\");")).contains("ensureFuture takes");
        }
        assertThat(report("var s = new Barrier(2);")).contains("hint: asyncio's ones begin with Async here");
        assertThat(report("void f() { Thread.sleep(1); }")).contains("hint: catch it, or add 'throws Exception'");
        assertThat(report("String toString() { return \"\"; }"))
                .contains("hint: every object has a method of this name");
        assertThat(
                        report(
                                "var x = await(async(() -> { })).foo();\nvar t = asyncWith((AsyncContextManager<Object>) null, y -> { });"))
                .contains("hint: this gives no result");
        assertThat(report("var s = new Semaphore(1);\nawait(s.acquire());")).contains("hint: this blocks instead");
        assertThat(report("void run(int a) { }\nrun(async(() -> 1));")).contains("hint: a method of your own hides");
        assertThat(report("return;")).contains("hint: a cell is no method");
    }

    @Test
    void theOtherTrapsOfTheDesignHaveHints() {
        assertThat(report("var g = generator(y -> { y.yield(1); });\nfor (int i : g) { }"))
                .contains("hint: var g = generator(…) is a Generator<Object>: declare the type");
        assertThat(report("var m = (AsyncContextManager<String>) null;\nvar t = asyncWith(m, x -> { });"))
                .contains("hint: this gives no result: a body that gives one says return");
        assertThat(report("class W implements Runnable { public void run() { run(async(() -> 1)); } }"))
                .contains("hint: a method of your own hides asyncio's of the same name: say Asyncio.run(…)");
        assertThat(report("class W extends Thread { void nap() { await(sleep(1)); } }"))
                .contains("hint: inside a Thread, or beside a sleep of your own, this is not asyncio's");
    }

    @Test
    void theHeadlineIsOneSentence() {
        var rejected = (Compilation.Rejected) session.compile(7, "int a = b;\nint c = d;");
        assertThat(CompileReport.headline(rejected.problems()))
                .isEqualTo("cell 7, line 1: cannot find symbol (and 1 more)");
    }
}

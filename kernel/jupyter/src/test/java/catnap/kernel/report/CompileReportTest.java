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
    void theCaretStandsUnderWideAndJoinedCharactersToo() {
        assertThat(report("String s = \"\u65e5\u672c \ud83d\ude00 e\u0301 \ud835\udcb3\" + nope;"))
                .endsWith("\n    " + " ".repeat(27) + "^^^^\n  symbol:   variable nope");
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
    void habitsFromPythonHaveHints() {
        for (String cell : List.of("await sleep(1);", "await sleep(1)", "var x = await sleep(1);")) {
            assertThat(report(cell)).as(cell).contains("hint: await is a method here: await(sleep(1))");
        }
        for (String cell : List.of("async int foo() { return 1; }", "async for (var x : xs) { }")) {
            assertThat(report(cell)).as(cell).contains("hint: async is a method here");
        }
        for (String cell : List.of("yield 3;", "void f() { yield(3); }")) {
            assertThat(report(cell)).as(cell).contains("hint: a generator yields through its parameter");
        }
        for (String cell : List.of("try (var g = new TaskGroup()) { }", "try (timeout(1)) { }")) {
            assertThat(report(cell)).as(cell).contains("hint: asynchronous context managers are entered by asyncWith");
        }
        assertThat(report("AsyncLock l = new AsyncLock();\ntry (var x = l.acquire()) { }"))
                .contains("hint: it has to be awaited first");
        assertThat(report("for i in range(3): println(i)")).contains("hint: in Java: for (int i : range(3))");
        assertThat(report("x = 5")).contains("hint: a new variable is declared, by its type or by var");
        assertThat(report("int y = x == 5 ? 1 : 2;")).doesNotContain("hint:");
        for (String cell : List.of("await(() -> 3)", "createTask(() -> 3)", "run(() -> 3)")) {
            assertThat(report(cell))
                    .as(cell)
                    .contains("hint: a lambda is no coroutine before async has made one of it");
        }
        assertThat(report("for (var x : asyncGenerator(g -> { g.yield(1); })) { }"))
                .contains("hint: asynchronous sources");
        assertThat(report("for (var x : sleep(1, List.of(2))) { }")).contains("hint: it has to be awaited first: for");
        assertThat(report("asyncio.run(sleep(1));")).contains("hint: asyncio's functions need no prefix here");
        assertThat(report("create_task(sleep(1));")).endsWith("without underscores here: createTask");
        assertThat(report("my_method();")).doesNotContain("hint:");
    }

    @Test
    void whatIsPastedHasHints() {
        for (String cell : List.of("int a\u00a0= 3;", "print(\u201chello\u201d);", "int b = 5 \u2013 3;")) {
            assertThat(report(cell)).as(cell).contains("hint: this character came along with copied text");
        }
        assertThat(report("int c = 3 # 4;")).contains("illegal character").doesNotContain("hint:");
        assertThat(report("package lesson;\nclass A { }")).contains("hint: a cell is in no package");
        assertThat(report("x -> x")).contains("hint: a lambda has no type of its own");
        assertThat(report("var counter = new Object() { int n; };\ncounter.n++;"))
                .contains("hint: a var of an anonymous class has its parent's type in a cell");
    }

    private void run(String text) {
        if (session.compile(7, text) instanceof Compilation.Rejected(var _, var problems))
            throw new AssertionError(CompileReport.lines(problems).toString());
    }

    @Test
    void anObjectOfATypeDeclaredAgainIsToldFromTheNew() {
        run("record Point(int x) { }\nPoint p = new Point(1);\nvar list = List.of(p);");
        run("record Point(int x) { int twice() { return 2 * x; } }");
        assertThat(report("Point q = p;")).isEqualTo("""
                        cell 7, line 1: incompatible types: Point cannot be converted to Point
                            Point q = p;
                                      ^
                        hint: two types are called Point: what was made before it was declared again keeps the old one; make it anew""");
        assertThat(report("for (Point each : list) { }")).contains("hint: two types are called Point");
        assertThat(report("p.twice()"))
                .contains("hint: Point was declared again, and what was made before keeps the old");
        assertThat(report("list.get(0).twice()")).contains("hint: Point was declared again");
        assertThat(report("new Point(1).thrice()")).doesNotContain("declared again");
        assertThat(report("record Point(long y) { }\nnew Point(1).x()")).doesNotContain("declared again");
        assertThat(report("Point r = 5;")).doesNotContain("two types");
    }

    @Test
    void aNameOfTheLearnersThatHidesAnotherIsTold() {
        run("class List { }");
        assertThat(report("List.of(1)")).contains("hint: List is a type of your own here, and hides java.util.List");
        run("class Task { }");
        assertThat(report("Task<Integer> t = createTask(sleep(1, 1));"))
                .contains("hint: Task is a type of your own here, and hides catnap.asyncio.Task");
        run("class Mine { }");
        assertThat(report("Mine.of(1)")).doesNotContain("hides");
        run("void sleep(int millis) { }");
        assertThat(report("await(sleep(0.5));"))
                .contains("hint: sleep is a method of your own (cell 7), and hides Asyncio's: say Asyncio.sleep(…)");
        assertThat(report("String s = 5; sleep(1);")).doesNotContain("hides");
        assertThat(report("String gather(int a) { return \"\"; }\nawait(gather(sleep(1), sleep(2)));"))
                .contains("hint: gather is a method of your own here, and hides Asyncio's: say Asyncio.gather(…)");
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
        assertThat(report("void run(int a) { }\nrun(async(() -> 1));"))
                .contains("hint: run is a method of your own here, and hides Asyncio's");
        assertThat(report("return;")).contains("hint: a cell is no method");
        assertThat(report("Stream.of(1).map(x -> { print(x); })")).doesNotContain("hint: a cell is no method");
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

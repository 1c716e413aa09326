package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("int kept = 42;");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @AfterEach
    void theKernelLives() {
        assertThat(notebook.run("kept").value()).isEqualTo("42");
    }

    private static String traceback(CellOutcome.Failed failed) {
        return String.join("\n", failed.traceback()).replaceAll("\u001b\\[\\d+m", "");
    }

    @Test
    void aCompileErrorShowsTheLineWithACaret() {
        var failure = notebook.run("int a = 1;\nint b = 2;\nint c = a + nope;\nint d = 4;")
                .failure();
        assertThat(failure.name()).isEqualTo("CompileError");
        assertThat(failure.message()).matches("cell \\d+, line 3: cannot find symbol");
        assertThat(traceback(failure).replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        cell N, line 3: cannot find symbol
                            int c = a + nope;
                                        ^^^^
                          symbol:   variable nope""");
    }

    @Test
    void awaitOfAPlainValueGetsTheLessonsHint() {
        var failure = notebook.run("await(\"text\")").failure();
        assertThat(traceback(failure))
                .contains(
                        "hint: not awaitable: wrap the blocking call in toThread(() -> …) or runInExecutor(null, () -> …)");
    }

    @Test
    void theFramesOfOurLibrariesAreNotTheLearnersBusiness() {
        var failure = notebook.run("com.google.gson.JsonParser.parseString(\"not json\")")
                .failure();
        assertThat(traceback(failure)).contains("JsonSyntaxException").doesNotContain("  at com.google.gson");
    }

    @Test
    void aRuntimeErrorShowsTheLearnersFramesAndCauses() {
        var failure = notebook.run("""
                        void check(int age) {
                            if (age < 0) throw new IllegalArgumentException("age " + age);
                        }
                        void outer() {
                            try {
                                check(-1);
                            } catch (IllegalArgumentException e) {
                                throw new IllegalStateException("outer failed", e);
                            }
                        }
                        outer();
                        """).failure();
        assertThat(failure.name()).isEqualTo("IllegalStateException");
        assertThat(failure.message()).isEqualTo("outer failed");
        assertThat(traceback(failure).replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        IllegalStateException: outer failed
                          at cell N, line 8, in outer: throw new IllegalStateException("outer failed", e);
                          at cell N, line 11: outer();
                        Caused by: IllegalArgumentException: age -1
                          at cell N, line 2, in check: if (age < 0) throw new IllegalArgumentException("age " + age);
                          at cell N, line 6, in outer: check(-1);
                          at cell N, line 11: outer();""");
    }

    @Test
    void aFailedAssertionIsAnError() {
        var failure = notebook.run("assert 1 > 2 : \"one is not more\";").failure();
        assertThat(failure.name()).isEqualTo("AssertionError");
        assertThat(failure.message()).isEqualTo("one is not more");
    }

    @Test
    void whatIsNestedTooDeeplyIsToldInAWord() {
        var failure = notebook.run("int n = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + ";")
                .failure();
        assertThat(failure.message()).isEqualTo("this cell is nested too deeply for the compiler: take it apart");
    }

    @Test
    void anAnonymousObjectThatCannotBeShownIsCalledByItsParent() {
        assertThat(notebook.run(
                                "new Object() { public String toString() { throw new IllegalStateException(\"no\"); } }")
                        .value())
                .isEqualTo("java.lang.Object: its toString() threw java.lang.IllegalStateException: no");
    }

    @Test
    void anAnonymousErrorIsCalledByItsParent() {
        assertThat(notebook.run("throw new IllegalStateException(\"x\") { };")
                        .failure()
                        .name())
                .isEqualTo("IllegalStateException");
    }

    @Test
    void whoeverRanTheLoopComesAfterThoseWhoAwaited() {
        var failure = notebook.run("""
                        Coroutine<Integer> inner() {
                            return async(() -> 1 / 0);
                        }
                        Coroutine<Integer> outer() {
                            return async(() -> await(createTask(inner())));
                        }
                        var main = outer();
                        run(main);
                        """).failure();
        assertThat(traceback(failure).replaceAll("cell \\d+", "cell N").replaceAll("Task-\\d+", "Task-N"))
                .isEqualTo("""
                        ArithmeticException: / by zero
                          at cell N, line 2, in inner: return async(() -> 1 / 0);
                        awaited by Task 'Task-N'
                          at cell N, line 5, in outer: return async(() -> await(createTask(inner())));
                          at cell N, line 8: run(main);""");
    }

    @Test
    void awaitingWhatWasCancelledTellsWhere() {
        var failure = notebook.run("var gone = createTask(sleep(5));\ngone.cancel();\n\nawait(gone);")
                .failure();
        assertThat(traceback(failure).replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        CancelledError
                        awaited by Task 'cell N'
                          at cell N, line 4: await(gone);""");
    }

    @Test
    void aThreadThatDiesIsToldUnderItsCellInTheLearnersLines() throws InterruptedException {
        var cell = notebook.run("""
                        var thread = new Thread(() -> {
                            throw new IllegalStateException("lost");
                        }, "mine");
                        thread.start();
                        """);
        cell.awaitPrinted(text -> text.replaceAll("cell \\d+", "cell N").equals("""
                        !Exception in thread "mine"
                        !IllegalStateException: lost
                        !  at cell N, line 2: throw new IllegalStateException("lost");
                        """));
    }

    @Test
    void aVirtualThreadThatDiesIsToldToo() throws InterruptedException {
        var cell = notebook.run("Thread.startVirtualThread(() -> { throw new IllegalStateException(\"light\"); });");
        cell.awaitPrinted(text -> text.startsWith("!Exception in a virtual thread\n!IllegalStateException: light\n"));
    }

    @Test
    void aPrintedStackTraceHasTheLearnersFramesAlone() {
        var cell = notebook.run("""
                        class OddException extends Exception { OddException(Exception e) { super("told", e); } }
                        int f() throws OddException { throw new OddException(new IOException()); }
                        try { f(); } catch (OddException e) { e.printStackTrace(); }
                        """);
        assertThat(cell.printed().replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        !OddException: told
                        \tat f(cell N:2)
                        \tat (cell N:3)
                        Caused by: java.io.IOException
                        \t... as above
                        """);
    }

    @Test
    void itHasThemAloneByWhateverWayItIsPrinted() {
        String trace = "java.lang.IllegalStateException: told\n\tat f(cell N:2)\n\tat (cell N:3)\n";
        for (String print : List.of(
                "Optional.of(e).ifPresent(Throwable::printStackTrace);",
                "Optional.of(e).ifPresent(IllegalStateException::printStackTrace);",
                "Runnable print = e::printStackTrace; print.run();",
                "Runnable print = () -> e.printStackTrace(); print.run();",
                "e.printStackTrace(System.err);",
                "var text = new StringWriter(); e.printStackTrace(new PrintWriter(text)); System.err.print(text);",
                "Optional.of(System.err).ifPresent(e::printStackTrace);")) {
            var cell = notebook.run("""
                            import java.io.*;
                            int f() { throw new IllegalStateException("told"); }
                            try { f(); } catch (IllegalStateException e) { %s }
                            """.formatted(print));
            assertThat(cell.printed().replaceAll("cell \\d+", "cell N"))
                    .as(print)
                    .isEqualTo("!" + trace);
        }
    }

    @Test
    void anErrorMayHaveAnyNameAndPrintItselfInAWayOfItsOwn() {
        notebook.run("""
                        class Escaped extends RuntimeException {}
                        class OwnException extends RuntimeException {
                            @Override
                            public void printStackTrace() { println("mine"); }
                            public void printStackTrace(int depth) { println("mine to " + depth); }
                        }
                        class Printer {
                            public void printStackTrace() { println("no error"); }
                        }
                        """);
        var cell = notebook.run("""
                        new Escaped().printStackTrace();
                        Optional.of(new Escaped()).ifPresent(Escaped::printStackTrace);
                        new OwnException().printStackTrace();
                        new OwnException().printStackTrace(3);
                        new Printer().printStackTrace();
                        Runnable print = new Printer()::printStackTrace;
                        print.run();
                        """);
        assertThat(cell.printed().replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        !Escaped
                        \tat (cell N:1)
                        !Escaped
                        \tat (cell N:2)
                        mine
                        mine to 3
                        no error
                        no error
                        """);
    }

    @Test
    void aDumpedStackHasTheLearnersFramesAlone() {
        var cell = notebook.run("""
                        void f() { Thread.dumpStack(); }
                        f();
                        Runnable dump = Thread::dumpStack;
                        dump.run();
                        """);
        assertThat(cell.printed().replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        !java.lang.Exception: Stack trace
                        \tat f(cell N:1)
                        \tat (cell N:2)
                        !java.lang.Exception: Stack trace
                        \tat (cell N:4)
                        """);
    }

    @Test
    void aBoundMethodReferenceMayNameAnythingThatHasAStandIn() {
        assertThat(notebook.run("""
                        import java.util.concurrent.locks.*;
                        var lock = new ReentrantLock();
                        Runnable take = lock::lock;
                        take.run();
                        lock.isLocked()
                        """).value()).isEqualTo("true");
    }

    @Test
    void aCallGraphEndsWithTheCell() {
        var cell = notebook.run("""
                        Coroutine<Void> look() { return async(() -> printCallGraph()); }
                        await(look());
                        printCallGraph();
                        currentTask().printStack();
                        """);
        assertThat(cell.printed()
                        .replaceAll("cell \\d+", "cell N")
                        .replaceAll("Task\\(.*\\)", "Task")
                        .replaceAll("<Task.*>", "<Task>"))
                .isEqualTo("""
                        * Task
                          + Call stack:
                          |   File 'cell N', line 1, in look()
                          |   File 'cell N', line 2
                        * Task
                          + Call stack:
                          |   File 'cell N', line 3
                        Stack for <Task> (most recent call last):
                          File 'cell N', line 4
                        """);
    }

    @Test
    void deepRecursionIsAnErrorInFewLines() {
        var failure = notebook.run("int down(int n) { return 1 + down(n + 1); }\ndown(0)")
                .failure();
        assertThat(failure.name()).isEqualTo("StackOverflowError");
        assertThat(failure.traceback()).hasSizeLessThan(30);
    }

    @Test
    void noMemoryIsAnError() {
        assertThat(notebook.run("byte[] hog = new byte[Integer.MAX_VALUE];")
                        .failure()
                        .name())
                .isEqualTo("OutOfMemoryError");
    }

    @Test
    void exitIsAnError() {
        assertThat(notebook.run("System.exit(0);").failure().message())
                .isEqualTo("exit(0) would end the kernel; a cell ends with its last line");
    }

    @Test
    void exitByAnyOtherNameIsAnErrorToo() {
        for (var exit : new String[] {"Runtime.getRuntime().halt(3);", "Runtime.getRuntime().exit(3);"}) {
            assertThat(notebook.run(exit).failure().message())
                    .isEqualTo("exit(3) would end the kernel; a cell ends with its last line");
        }
    }

    @Test
    void notifyOfAConditionGetsItsHint() {
        var failure = notebook.run("new AsyncCondition().notifyAll();").failure();
        assertThat(traceback(failure))
                .contains(
                        "hint: wait(), notify() and notifyAll() are Object's and need synchronized; AsyncCondition has");
    }

    @Test
    void aBrokenGetMessageIsTold() {
        var failure = notebook.run(
                        "class Mute extends RuntimeException { public String getMessage() { throw new IllegalStateException(); } }\nthrow new Mute();")
                .failure();
        assertThat(failure.message()).isEqualTo("its getMessage() threw java.lang.IllegalStateException");
    }

    @Test
    void noFrameIsOursOrTheJdks() {
        var failure = notebook.run("""
                        Coroutine<Integer> inner() { return async(() -> { await(sleep(0)); return List.of(1).get(5); }); }
                        await(gather(inner(), async(() -> await(inner()))));
                        """).failure();
        assertThat(failure.name()).isEqualTo("IndexOutOfBoundsException");
        assertThat(traceback(failure))
                .contains("line 1, in inner")
                .doesNotContain("catnap.", "java.base", "jdk.internal", "lambda$");
    }

    @Test
    void anErrorOfTheLearnersOwnKeepsItsName() {
        var failure = notebook.run(
                        "class Oops extends Throwable { Oops(String m) { super(m); } }\nthrow new Oops(\"own\");")
                .failure();
        assertThat(failure.name() + ": " + failure.message()).isEqualTo("Oops: own");
    }

    @Test
    void aBrokenToStringIsTold() {
        assertThat(notebook.run(
                                "class Broken { public String toString() { throw new IllegalStateException(\"no text\"); } }\nnew Broken()")
                        .value())
                .isEqualTo("Broken: its toString() threw java.lang.IllegalStateException: no text");
    }

    @Test
    void aFailingStaticInitialiserShowsItsCause() {
        var failure = notebook.run("class Bad { static int v = 1 / kept0(); }\nint kept0() { return 0; }\nnew Bad()")
                .failure();
        assertThat(failure.name()).isEqualTo("ExceptionInInitializerError");
        assertThat(traceback(failure)).contains("Caused by: ArithmeticException: / by zero");
    }

    @Test
    void anErrorOfAnAwaitedTaskShowsTheTasksLine() {
        var failure = notebook.run(
                        "Coroutine<Integer> failing() {\n    return async(() -> {\n        await(sleep(0));\n        return 1 / 0;\n    });\n}\nawait(createTask(failing()))")
                .failure();
        assertThat(traceback(failure)).contains("line 4, in failing: return 1 / 0;");
    }

    @Test
    void allErrorsOfAGroupAreTold() {
        var failure = notebook.run("""
                        asyncWith(new TaskGroup(), group -> {
                            group.createTask(async(() -> { throw new IllegalStateException("one"); }));
                            group.createTask(async(() -> { throw new IllegalStateException("two"); }));
                        });
                        """).failure();
        assertThat(failure.name()).isEqualTo("ExceptionGroup");
        assertThat(traceback(failure))
                .contains("In the group: IllegalStateException: one")
                .contains("In the group: IllegalStateException: two")
                .contains("line 3");
    }

    @Test
    void anUndefinedNameInAMethodIsToldAtItsDefinition() {
        var cell = notebook.run("int useLater() {\n    return definedLater() + 1;\n}");
        assertThat(cell.printed().replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        !useLater() cannot be used yet: definedLater is not defined
                        !cell N, line 2: cannot find symbol
                        !        return definedLater() + 1;
                        !               ^^^^^^^^^^^^
                        !  symbol:   method definedLater()
                        """);
    }

    @Test
    void anErrorOutOfATaskSaysWhoAwaitedIt() {
        var failure = notebook.run("""
                        Coroutine<String> fact() {
                            return async(() -> { throw new IllegalStateException("no fact"); });
                        }
                        Coroutine<String> two() {
                            return async(() -> await(createTask(fact())) + await(fact()));
                        }
                        var main = createTask(two(), "main");
                        await(main);
                        """).failure();
        assertThat(traceback(failure).replaceAll("cell \\d+", "cell N")).isEqualTo("""
                        IllegalStateException: no fact
                          at cell N, line 2, in fact: return async(() -> { throw new IllegalStateException("no fact"); });
                        awaited by Task 'main'
                          at cell N, line 5, in two: return async(() -> await(createTask(fact())) + await(fact()));
                        awaited by Task 'cell N'
                          at cell N, line 8: await(main);""");
    }
}

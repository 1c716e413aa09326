package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitTest {
    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void aCellMayAwaitAtTopLevel() {
        assertThat(notebook.run("String s = await(sleep(0.001, \"slept\"));\ns + \"!\"")
                        .value())
                .isEqualTo("slept!");
    }

    @Test
    void aCellMayRunAFreshLoop() {
        assertThat(notebook.run("run(async(() -> await(sleep(0.001, \"ran\"))))")
                        .value())
                .isEqualTo("ran");
    }

    @Test
    void aTaskBeginsWhenItsCellAwaitsOrEnds() {
        var cell = notebook.run("""
                Task<String> task = createTask(async(() -> { println("task"); return "fact"; }), "a random fact");
                println(task.done() + " " + task.getName());
                await(task)
                """);
        assertThat(cell.printed()).isEqualTo("false a random fact\ntask\n");
        assertThat(cell.value()).isEqualTo("fact");
    }

    @Test
    void theLoopGoesOnBetweenCells() throws InterruptedException {
        var first = notebook.run("""
                var late = createTask(async(() -> {
                    await(sleep(0.001));
                    println("between");
                    return 42;
                }));
                """);
        first.awaitPrinted("between\n"::equals);
        assertThat(notebook.run("late.done() + \" \" + await(late)").value()).isEqualTo("true 42");
    }

    @Test
    void theSessionsLoopCannotBeStopped() {
        assertThat(notebook.run("getRunningLoop().stop();\nawait(sleep(0.001, \"went on\"))")
                        .value())
                .isEqualTo("went on");
        assertThat(notebook.run("getRunningLoop().callSoon(() -> getRunningLoop().stop());")
                        .printed())
                .isEmpty();
        assertThat(notebook.run("getRunningLoop().step();").failure().message())
                .isEqualTo("This event loop is already running");
        assertThat(notebook.run("await(sleep(0.001, \"still there\"))").value()).isEqualTo("still there");
    }

    @Test
    void allStatementsOfACellAreOneTask() {
        assertThat(notebook.run("var before = currentTask();\nawait(sleep(0));\nbefore == currentTask()")
                        .value())
                .isEqualTo("true");
        assertThat(notebook.run("currentTask().getName()").value()).isEqualTo("cell 2");
    }

    @Test
    void theEndOfAGeneratorIsShownAsItIs() {
        var failure = notebook.run("Generator<Integer> none = generator(g -> {});\nnone.next()")
                .failure();
        assertThat(failure.name()).isEqualTo("StopIteration");
    }

    @Test
    void runInsideATaskIsRefused() {
        var failure =
                notebook.run("await(createTask(async(() -> run(sleep(0)))))").failure();
        assertThat(failure.name()).isEqualTo("IllegalStateException");
        assertThat(failure.message()).contains("inside a coroutine use await(...)");
    }

    @Test
    void awaitInsideSynchronizedIsRefusedWithItsPlace() {
        var failure = notebook.run("""
                        Object lock = new Object();
                        synchronized (lock) {
                            await(sleep(0.001));
                        }
                        """).failure();
        assertThat(failure.message())
                .isEqualTo("await while holding the monitor of java.lang.Object (cell 1, line 3): use AsyncLock");
    }

    @Test
    void awaitInASynchronizedMethodIsRefusedToo() {
        var failure = notebook.run("""
                        class Account {
                            synchronized void pay() { await(sleep(0.001)); }
                        }
                        new Account().pay()
                        """).failure();
        assertThat(failure.message())
                .isEqualTo("await while holding the monitor of Account (cell 1, line 2): use AsyncLock");
    }

    @Test
    void aMonitorOutsideAGeneratorDoesNotStopIt() {
        assertThat(notebook.run("""
                                Generator<Integer> numbers = generator(g -> { g.yield(1); g.yield(2); });
                                int sum = 0;
                                synchronized (numbers) {
                                    for (int n : numbers) sum += n;
                                }
                                sum
                                """).value()).isEqualTo("3");
    }

    @Test
    void awaitInAStaticInitialiserNamesTheInitialiser() {
        var failure = notebook.run("class Holder { static String value = await(sleep(0.001, \"x\")); }\nHolder.value")
                .failure();
        assertThat(String.join("\n", failure.traceback())).contains("the static initialiser of");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void debugModeTakesNothingFromTheNotebook(boolean on) {
        notebook.run("getRunningLoop().setDebug(true); getRunningLoop().setDebug(" + on + ");");
        try {
            assertThat(notebook.run("Object lock = new Object();\nsynchronized (lock) {\n  await(sleep(0.001));\n}")
                            .failure()
                            .message())
                    .matches(
                            "await while holding the monitor of java.lang.Object \\(cell \\d+, line 3\\): use AsyncLock");
            assertThat(notebook.run("Coroutine<Integer> lost() { return async(() -> 1); }\nlost();\nprintln();")
                            .printed())
                    .contains("was never awaited");
            assertThat(notebook.run("await(gather(async(() -> { Thread.sleep(300); }), async(() -> { })));")
                            .printed())
                    .contains("held the event loop");
        } finally {
            notebook.run("getRunningLoop().setDebug(false);");
        }
    }
}

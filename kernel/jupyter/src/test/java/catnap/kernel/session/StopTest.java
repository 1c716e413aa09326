package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("int kept = 42;");
        notebook.run("""
                void spin() { println("running"); while (true) { } }
                class Spinner implements Runnable { public void run() { spin(); } }
                Runnable lambda = () -> { println("running"); for (int i = 0; ; i++) { } };
                """);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @AfterEach
    void stateIsKeptAndTheNextCellRuns() {
        assertThat(notebook.run("await(sleep(0));\nkept").value()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "println(\"running\"); while (true) { }",
                "spin();",
                "new Spinner().run();",
                "lambda.run();",
                "println(\"running\"); while (true) { try { Thread.sleep(1_000_000); } catch (Throwable t) { } }",
                "println(\"running\"); while (true) { try { spin(); } catch (Throwable _) { } finally { } }",
                "println(\"running\"); Thread.sleep(1_000_000);",
                "int deep(int n) { return n == 0 ? 0 : deep(n - 1) + deep(n - 1); }\nprintln(\"running\"); deep(60)",
                "println(\"running\"); new CompletableFuture<String>().get()",
                "Object lock = new Object(); synchronized (lock) { println(\"running\"); lock.wait(); }",
                "println(\"running\"); new LinkedBlockingQueue<String>().take()",
                "println(\"running\"); await(sleep(1000));",
                "println(\"running\"); await(getRunningLoop().createFuture());",
                "println(\"running\"); run(async(() -> await(sleep(1000))));",
                "println(\"running\"); run(async(() -> { while (true) { } }));",
                "println(\"running\"); await(gather(sleep(1000), async(() -> await(sleep(1000)))));",
                "println(\"running\"); while (true) await(sleep(0));",
                "println(\"running\"); await(async(() -> { while (true) { try { await(sleep(100)); } catch (CancelledError e) { } } }));",
                "println(\"running\"); await(createTask(async(() -> { while (true) { try { await(sleep(100)); } catch (Throwable e) { } } })));",
                "println(\"running\"); await(toThread(() -> { while (true) { } }));",
                "println(\"running\"); IO.readln();",
                "var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); println(\"running\"); server.accept();",
                "var socket = new Socket(InetAddress.getLoopbackAddress(), open.getLocalPort());"
                        + " println(\"running\"); socket.getInputStream().read();",
                "println(\"running\"); IntStream.iterate(0, i -> i + 1).forEach(i -> { });",
                "println(\"running\"); for (;;) { switch (kept) { case 42 -> { continue; } default -> { } } }"
            })
    void everyKindOfCodeStops(String code) throws InterruptedException {
        if (code.contains("open.")) {
            notebook.run("var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());");
        }
        var failure = notebook.stop(code).failure();
        assertThat(failure.name()).isEqualTo("Interrupted");
        assertThat(failure.message()).isEqualTo("the cell was stopped");
    }

    @Test
    void threadsThatWorkForTheCellEndWithIt() throws InterruptedException {
        notebook.run("var begun = new CountDownLatch(2); var ended = new CountDownLatch(2);");
        notebook.stop("""
                int busy() { begun.countDown(); try { while (true) { } } finally { ended.countDown(); } }
                int tell() throws Exception { begun.await(); println("running"); return 0; }
                await(gather(toThread(() -> busy()), toThread(() -> busy()), toThread(() -> tell())));""");
        assertThat(notebook.run("ended.await(1, TimeUnit.MINUTES)").value()).isEqualTo("true");
    }

    @Test
    void tasksOfOtherCellsGoOn() throws InterruptedException {
        notebook.run(
                "var ticks = new int[1];\nvar ticker = createTask(async(() -> { while (true) { ticks[0]++; await(sleep(0.001)); } }));");
        notebook.stop("println(\"running\"); while (true) { }");
        notebook.stop("println(\"running\"); await(sleep(1000));");
        assertThat(notebook.run(
                                "int before = ticks[0];\nwhile (ticks[0] == before) await(sleep(0.001));\nticker.done()")
                        .value())
                .isEqualTo("false");
        notebook.run("ticker.cancel();");
    }

    @Test
    void finallyBlocksRunWhenACellIsStopped() throws InterruptedException {
        var waiting = notebook.stop(
                "try { println(\"running\"); await(sleep(1000)); } finally { for (int i = 0; i < 3; i++) println(\"clean \" + i); }");
        assertThat(waiting.printed()).isEqualTo("running\nclean 0\nclean 1\nclean 2\n");
        var busy = notebook.stop(
                "try { println(\"running\"); while (true) { } } finally { for (int i = 0; i < 3; i++) println(\"clean \" + i); }");
        assertThat(busy.printed()).isEqualTo("running\nclean 0\nclean 1\nclean 2\n");
    }

    @Test
    void cleaningUpMayAwait() throws InterruptedException {
        var busy = notebook.stop(
                "try { println(\"running\"); while (true) { } } finally { await(sleep(0.01)); println(\"clean\"); }");
        assertThat(busy.printed()).isEqualTo("running\nclean\n");
        var asleep = notebook.stop(
                "try { println(\"running\"); Thread.sleep(1_000_000); } finally { await(sleep(0.01)); for (int i = 0; i < 2; i++) println(i); }");
        assertThat(asleep.printed()).isEqualTo("running\n0\n1\n");
    }

    @Test
    void cleaningUpForEverIsStoppedToo() throws InterruptedException {
        notebook.stop("try { println(\"running\"); while (true) { } } finally { while (true) { } }");
        notebook.stop("try { println(\"running\"); await(sleep(1000)); } finally { await(sleep(1000)); }");
    }

    @Test
    void whatTheCellHadDoneStays() throws InterruptedException {
        notebook.stop("int reached = 7;\nprintln(\"running\");\nwhile (true) { }");
        assertThat(notebook.run("reached").value()).isEqualTo("7");
    }

    @Test
    void theReportSaysWhereTheCellWas() throws InterruptedException {
        var failure = notebook.stop("println(\"running\");\nwhile (true) { kept++; kept--; }")
                .failure();
        assertThat(String.join("\n", failure.traceback())).contains("line 2");
        var waiting =
                notebook.stop("println(\"running\");\n\nawait(sleep(1000));").failure();
        assertThat(String.join("\n", waiting.traceback())).contains("line 3");
    }

    @Test
    void codeOfTheJdkThatCannotBeStoppedLosesTheLoopAndNothingElse() throws InterruptedException {
        var failure = notebook.stop("println(\"running\");\n\nStream.generate(Object::new).allMatch(Objects::nonNull)")
                .failure();
        assertThat(failure.name()).isEqualTo("Interrupted");
        assertThat(failure.message())
                .isEqualTo(
                        "the cell could not be stopped inside code of the JDK: the session goes on with a new event loop."
                                + " Variables are kept; tasks in the background are lost: run the cells that create them again");
        assertThat(String.join("\n", failure.traceback())).contains("line 3");
        assertThat(notebook.run("await(sleep(0, \"alive \")) + kept").value()).isEqualTo("alive 42");
    }

    @Test
    void codeThatTellsOfAnErrorIsStopped() throws InterruptedException {
        var failure = notebook.stop(
                        "throw new RuntimeException() { public String getMessage() { println(\"running\"); while (true) { } } };")
                .failure();
        assertThat(failure.message()).contains("stopped");
    }

    @Test
    void aCellThatIsBeingCompiledIsWaitedFor() throws Exception {
        var run = new CellRun(1, new Notebook.Cell());
        try (var loop = LoopThread.start(_ -> {}, _ -> {}, getClass().getClassLoader())) {
            var ended = new FutureTask<>(() -> new Stopper(run, loop).stop(false));
            var stopper = Thread.ofPlatform().start(ended);
            while (stopper.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
            assertThat(run.isStopped()).isTrue();
            run.finishUp();
            assertThat(ended.get()).isTrue();
        }
    }

    @Test
    void stopWithoutACellDoesNothing() {
        notebook.session().interrupt();
        assertThat(notebook.run("kept").value()).isEqualTo("42");
    }
}

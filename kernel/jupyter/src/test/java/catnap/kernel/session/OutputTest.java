package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
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
    void bothStreamsKeepTheirOrder() {
        var cell = notebook.run(
                "println(1); System.err.println(2); System.out.print(\"3\"); System.out.printf(\"%d%n\", 4); System.err.print('5');");
        assertThat(cell.printed()).isEqualTo("1\n!2\n34\n!5");
    }

    @Test
    void aCharacterMayBeWrittenInParts() {
        var cell = notebook.run("for (byte part : \"é🐈!\".getBytes()) System.out.write(part);");
        assertThat(cell.printed()).isEqualTo("é🐈!");
    }

    @Test
    void whatATaskPrintsBelongsToTheCellThatMadeIt() throws InterruptedException {
        var first = notebook.run("var gate = getRunningLoop().<String>createFuture();\n"
                + "var late = createTask(async(() -> { println(\"first \" + await(gate)); }));");
        var second = notebook.run("gate.setResult(\"late\"); println(\"second\"); await(late);");
        first.awaitPrinted("first late\n"::equals);
        assertThat(second.printed()).isEqualTo("second\n");
    }

    @Test
    void whatAThreadPrintsBelongsToTheCellThatStartedIt() throws InterruptedException {
        var first = notebook.run("""
                var go = new CountDownLatch(1);
                var thread = Thread.ofPlatform().start(() -> {
                    try { go.await(); } catch (InterruptedException e) { }
                    println("platform");
                });
                var light = Thread.ofVirtual().start(() -> {
                    try { thread.join(); } catch (InterruptedException e) { }
                    println("virtual");
                });
                """);
        var second = notebook.run("go.countDown(); light.join(); println(\"second\");");
        first.awaitPrinted("platform\nvirtual\n"::equals);
        assertThat(second.printed()).isEqualTo("second\n");
    }

    @Test
    void whatAnExecutorPrintsBelongsToTheCellThatAskedIt() throws InterruptedException {
        var first = notebook.run("""
                var open = new CountDownLatch(1);
                var job = getRunningLoop().runInExecutor(null, () -> { open.await(); println("job"); });
                await(toThread(() -> println("thread")));
                """);
        var second = notebook.run("open.countDown(); await(job); println(\"second\");");
        first.awaitPrinted("thread\njob\n"::equals);
        assertThat(second.printed()).isEqualTo("second\n");
    }

    /// Their threads are made once and serve one cell after another.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool.execute(() -> { %s });",
                "pool.schedule(() -> { %s }, 1, TimeUnit.MILLISECONDS);",
                "timer.schedule(new TimerTask() { public void run() { %s } }, 1);",
                "CompletableFuture.runAsync(() -> { %s });",
                "CompletableFuture.runAsync(() -> { %s }, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));",
                "CompletableFuture.supplyAsync(() -> 1).thenAcceptAsync(one -> { %s });",
                "ForkJoinPool.commonPool().execute(() -> { %s });"
            })
    void whatASharedThreadPrintsBelongsToTheCellThatGaveItTheWork(String work) throws InterruptedException {
        notebook.run("var pool = Executors.newScheduledThreadPool(1); var timer = new Timer(true);");
        notebook.run(work.formatted("println(\"zero\");") + "\npool.submit(() -> println(\"made\")).get();");
        var first = notebook.run("var meet = new CyclicBarrier(2);\n"
                + work.formatted("try { meet.await(); } catch (Exception e) { } println(\"late\");"));
        var second = notebook.run("meet.await(); println(\"second\");");
        first.awaitPrinted("late\n"::equals);
        assertThat(second.printed()).isEqualTo("second\n");
        notebook.run("pool.shutdown(); timer.cancel();");
    }

    @Test
    void soDoesAMethodOfAnEarlierCellThatIsHandedOverByReference() throws InterruptedException {
        notebook.run("""
                var gate = new CyclicBarrier(2);
                class Helper {
                    static void work() { try { gate.await(); } catch (Exception e) { } println("static"); }
                    void workToo() { println("bound"); }
                }
                var helper = new Helper();
                var workers = Executors.newSingleThreadExecutor();
                workers.submit(() -> println("made")).get();
                """);
        var first = notebook.run("workers.submit(Helper::work);\nworkers.submit(helper::workToo);");
        var second = notebook.run("gate.await(); println(\"second\");");
        first.awaitPrinted("static\nbound\n"::equals);
        assertThat(second.printed()).isEqualTo("second\n");
        notebook.run("workers.shutdown();");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nextLine", "next", "nextInt"})
    void aScannerThatWaitedInAStoppedCellReadsOn(String method) throws InterruptedException {
        notebook.run("var scanner = new Scanner(System.in);");
        var before = notebook.begin("scanner.nextLine() + scanner.nextLine()");
        before.answer("one");
        before.answer("two");
        assertThat(before.value()).isEqualTo("onetwo");
        notebook.stop("println(\"running\"); scanner.%s()".formatted(method));
        var after = notebook.begin("scanner.%s()".formatted(method));
        after.answer("42");
        assertThat(after.value()).isEqualTo("42");
    }

    @Test
    void aCellMayReadALine() {
        var cell = notebook.begin("String name = IO.readln(\"name? \");\n\"hello \" + name");
        cell.answer("Tom");
        assertThat(cell.value()).isEqualTo("hello Tom");
        assertThat(cell.printed()).isEqualTo("name? ");
    }
}

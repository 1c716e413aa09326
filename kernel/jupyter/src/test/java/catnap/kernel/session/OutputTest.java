package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void aCellMayReadALine() {
        var cell = notebook.begin("String name = IO.readln(\"name? \");\n\"hello \" + name");
        cell.answer("Tom");
        assertThat(cell.value()).isEqualTo("hello Tom");
        assertThat(cell.printed()).isEqualTo("name? ");
    }
}

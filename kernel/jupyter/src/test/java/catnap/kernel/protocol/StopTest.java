package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Stop button, as a front end presses it: the sixteen kinds of running code that the comparison of kernels counts.
class StopTest {
    private static final String SAY = "println(\"running\"); ";

    private static RunningKernel kernel;
    private static KernelClient client;

    @BeforeAll
    static void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
        client.execute("""
                int kept = 42;
                int ticks = 0;
                var ticker = createTask(async(() -> { while (true) { ticks++; await(sleep(0.001)); } }));
                void spin() { while (true) { } }
                class Spinner implements Runnable { public void run() { while (true) { } } }
                Runnable spinning = () -> { while (true) { } };
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var taken = new ReentrantLock();
                var took = new CountDownLatch(1);
                Thread.ofPlatform().daemon().start(() -> { taken.lock(); took.countDown(); new CompletableFuture<String>().join(); });
                took.await();
                """);
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    @AfterEach
    void stateIsKeptAndOtherCellsTasksGoOn() {
        var after = client.execute("int before = ticks;\nwhile (ticks == before) await(sleep(0.001));\nkept");
        assertThat(after.result()).isEqualTo("42");
        assertThat(client.execute("ticker.done()").result()).isEqualTo("false");
    }

    private static KernelClient.Answer stop(String code) {
        var id = begin(code);
        press();
        return client.answerTo(Channel.SHELL, id);
    }

    private static String begin(String code) {
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(SAY + code));
        client.awaitPublished(m -> m.answers(id) && m.type().equals("stream"));
        return id;
    }

    /// What a cell asks; questions of cells that were stopped came before it.
    private static KernelClient.Received questionOf(String id) {
        var question = client.next(Channel.STDIN);
        while (!question.answers(id)) question = client.next(Channel.STDIN);
        return question;
    }

    private static void press() {
        assertThat(client.ask(Channel.CONTROL, "interrupt_request", new JsonObject())
                        .status())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "spin();",
                "new Spinner().run();",
                "spinning.run();",
                "while (true) { try { Thread.sleep(10); } catch (Throwable caught) { } }",
                "int deep(int n) { return n == 0 ? 0 : deep(n - 1) + deep(n - 1); } deep(60)",
                "Thread.sleep(1_000_000);",
                "server.accept();",
                "new Socket(InetAddress.getLoopbackAddress(), silent.getLocalPort()).getInputStream().read();",
                "new CompletableFuture<String>().get()",
                "var lock = new Object(); synchronized (lock) { lock.wait(); }",
                "await(getRunningLoop().createFuture());",
                "run(async(() -> await(sleep(1000))));",
                "await(async(() -> { while (true) { try { await(sleep(100)); } catch (CancelledError caught) { } } }));",
                "IntStream.iterate(0, i -> i + 1).forEach(i -> { });",
                "IO.readln(\"never answered\");"
            })
    void everyKindOfCodeStops(String code) {
        var stopped = stop(code);

        assertThat(stopped.content().get("ename").getAsString()).isEqualTo("Interrupted");
        assertThat(stopped.content().get("evalue").getAsString()).isEqualTo("the cell was stopped");
    }

    /// What the JDK lets nothing interrupt, and what ends by itself when the threads of the cell end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "new CompletableFuture<String>().join();",
                "Stream.of(new CompletableFuture<String>()).map(CompletableFuture::join).toList();",
                "taken.lock();",
                "Lock same = taken; same.lock();",
                "new Semaphore(0).acquireUninterruptibly();",
                "new Phaser(2).arriveAndAwaitAdvance();",
                "Stream.of(new Phaser(2)).mapToInt(Phaser::arriveAndAwaitAdvance).sum();",
                "Phaser told = new Phaser(2) { protected boolean onAdvance(int phase, int parties) { return false; } };"
                        + " told.arriveAndAwaitAdvance();",
                "var phaser = new Phaser(2); phaser.awaitAdvance(phaser.arrive());",
                "new ForkJoinPool(1).submit(() -> new CompletableFuture<String>().get()).join();",
                "new ForkJoinPool(1).submit(() -> new CompletableFuture<String>().get()).quietlyJoin();",
                "new ForkJoinPool(1).invoke(new RecursiveTask<String>() {"
                        + " protected String compute() { LockSupport.park(); return \"\"; } });",
                "var lock = new ReentrantLock(); lock.lock(); lock.newCondition().awaitUninterruptibly();",
                "var stamped = new StampedLock(); stamped.writeLock(); stamped.writeLock();",
                "var stamps = new StampedLock(); stamps.writeLock(); stamps.readLock();",
                "while (true) LockSupport.park();",
                "var process = new ProcessBuilder(\"sleep\", \"1000\").start(); var said = process.getInputStream();"
                        + " System.gc(); said.read();",
                "new ProcessBuilder(\"sleep\", \"1000\").start().getInputStream().read();",
                "new ProcessBuilder(\"sh\", \"-c\", \"sleep 1000; true\").start().inputReader().readLine();",
                "Thread.ofVirtual().start(() -> { while (true) { } }).join();",
                "Thread.ofPlatform().start(() -> { while (true) { } }).join();",
                "try (var pool = Executors.newFixedThreadPool(1)) { pool.submit(() -> { while (true) { } }); }",
                "IntStream.range(0, 8).parallel().forEach(i -> { while (true) { } });",
                "run(async(() -> { while (true) { try { await(sleep(100)); } finally { continue; } } }));",
                "await(async(() -> { while (true) { try { await(sleep(100)); } finally { continue; } } }));",
                "new EventLoop().runForever();",
                "new EventLoop().runUntilComplete(sleep(1000));",
                "var mine = new EventLoop(); mine.createTask(async(() -> { while (true) await(sleep(0)); })); mine.runForever();"
            })
    void soDoWaitsThatTheJdkDoesNotInterrupt(String code) {
        var stopped = stop(code);

        assertThat(stopped.content().get("ename").getAsString()).isEqualTo("Interrupted");
        assertThat(stopped.content().get("evalue").getAsString()).isEqualTo("the cell was stopped");
    }

    /// To open a named pipe waits for its other end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "println(new FileInputStream(\"%s\").read());",
                "new FileReader(new File(\"%s\"), StandardCharsets.UTF_8);",
                "new FileOutputStream(\"%s\", true);",
                "Files.newInputStream(Path.of(\"%s\"));",
                "Files.writeString(Path.of(\"%s\"), \"text\", StandardOpenOption.WRITE);",
                "new Scanner(Path.of(\"%s\")).nextLine();"
            })
    @DisabledOnOs(OS.WINDOWS)
    void soDoesTheOpeningOfAPipe(String code, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        var stopped = stop(code.formatted(pipe));

        assertThat(stopped.content().get("evalue").getAsString()).isEqualTo("the cell was stopped");
        assertThat(stopped.printed("stdout")).isEqualTo("running\n");
    }

    @Test
    void aThreadThatIsStoppedWithItsCellEndsWithoutAWord() {
        var stopped = stop("Thread.ofPlatform().start(() -> { while (true) { } }).join();");

        assertThat(stopped.printed("stderr")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getRunningLoop().callLater(0.01, () -> { println(\"holds\"); while (true) { } });",
                "createTask(sleep(0.01)).addDoneCallback(task -> { println(\"holds\"); while (true) { } });",
                "class Endless { public String toString() { println(\"holds\"); while (true) { } } }\n"
                        + "createTask(async(() -> { await(sleep(0.01)); return new Endless(); }))"
            })
    void codeOfAnEarlierCellThatHoldsTheLoopIsStoppedToo(String code) {
        var earlier = client.send(Channel.SHELL, "execute_request", KernelClient.cell(code));
        client.awaitPublished(m -> m.answers(earlier) && m.type().equals("stream"));
        assertThat(client.answerTo(Channel.SHELL, earlier).status()).isEqualTo("ok");
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell("println(\"never\");"));
        client.awaitPublished(m -> m.answers(id) && m.type().equals("execute_input"));
        press();

        var stopped = client.answerTo(Channel.SHELL, id);

        assertThat(stopped.content().get("evalue").getAsString()).isEqualTo("the cell was stopped");
    }

    @Test
    void aScannerThatWaitedInAStoppedCellReadsOn() {
        client.execute("var scanner = new Scanner(System.in);");
        stop("scanner.nextLine();");

        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell("scanner.nextLine()"));
        client.answer(questionOf(id), "Tom");

        assertThat(client.answerTo(Channel.SHELL, id).result()).isEqualTo("Tom");
    }

    @Test
    void aCellThatWaitsForItsTurnToReadIsStopped() {
        var earlier = client.execute("var reader = createTask(toThread(() -> IO.readln(\"first? \")));");
        var first = questionOf(earlier.reply().parent().get("msg_id").getAsString());

        var stopped = stop("IO.readln(\"second? \");");

        assertThat(stopped.content().get("evalue").getAsString()).isEqualTo("the cell was stopped");
        assertThat(stopped.printed("stdout")).isEqualTo("running\n");
        client.answer(first, "Tom");
        assertThat(client.execute("await(reader)").result()).isEqualTo("Tom");
    }

    @Test
    void aSecondStopEndsTheCleaningUpToo() {
        var id = begin("try { await(sleep(1000)); } finally { println(\"cleaning\"); await(sleep(1000)); }");
        press();
        client.awaitPublished(m ->
                m.answers(id) && m.type().equals("stream") && m.text("text").contains("cleaning"));
        press();

        assertThat(client.answerTo(Channel.SHELL, id).content().get("ename").getAsString())
                .isEqualTo("Interrupted");
    }

    @Test
    void whatACellHadStartedBeforeItWasStoppedStaysWithItsOutput() {
        var stopped = stop(
                "var mine = createTask(async(() -> { await(sleep(0.01)); println(\"late\"); }));\nwhile (true) { }");
        assertThat(stopped.status()).isEqualTo("error");

        client.execute("await(mine);");

        client.awaitPublished(m -> m.type().equals("stream")
                && m.text("text").contains("late")
                && m.parent().equals(stopped.reply().parent()));
    }
}

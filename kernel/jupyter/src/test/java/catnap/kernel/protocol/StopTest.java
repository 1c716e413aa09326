package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

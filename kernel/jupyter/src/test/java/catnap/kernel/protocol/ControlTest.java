package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stop and shutdown do not wait for the cell that runs.
class ControlTest {
    private RunningKernel kernel;
    private KernelClient client;

    @BeforeEach
    void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    @Test
    void anInterruptStopsTheCellAndKeepsItsState() {
        client.execute("int kept = 5;");
        var sleeping = client.send(
                Channel.SHELL, "execute_request", KernelClient.cell("System.out.println(1); Thread.sleep(600_000);"));
        client.awaitPublished(m -> m.answers(sleeping) && m.type().equals("stream"));

        var interrupted = client.ask(Channel.CONTROL, "interrupt_request", new JsonObject());

        assertThat(interrupted.status()).isEqualTo("ok");
        assertThat(client.answerTo(Channel.SHELL, sleeping).status()).isEqualTo("error");
        assertThat(client.execute("kept").result()).isEqualTo("5");
    }

    @Test
    void anInterruptAbortsTheCellsBehind() {
        var sleeping = client.send(
                Channel.SHELL, "execute_request", KernelClient.cell("System.out.println(1); Thread.sleep(600_000);"));
        var behind = client.send(Channel.SHELL, "execute_request", KernelClient.cell("1"));
        client.awaitPublished(m -> m.answers(sleeping) && m.type().equals("stream"));

        client.ask(Channel.CONTROL, "interrupt_request", new JsonObject());

        assertThat(client.answerTo(Channel.SHELL, sleeping).status()).isEqualTo("error");
        assertThat(client.answerTo(Channel.SHELL, behind).status()).isEqualTo("aborted");
    }

    @Test
    void anInterruptWhileIdleHarmsNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(client.ask(Channel.CONTROL, "interrupt_request", new JsonObject())
                            .status())
                    .isEqualTo("ok");
        }

        assertThat(client.execute("6 * 7").result()).isEqualTo("42");
    }

    @Test
    void aCellThatWaitsForInputCanBeStopped() {
        var asking = client.send(Channel.SHELL, "execute_request", KernelClient.cell(RunningKernel.WAIT));
        var question = client.next(Channel.STDIN);

        client.ask(Channel.CONTROL, "interrupt_request", new JsonObject());
        assertThat(client.answerTo(Channel.SHELL, asking).status()).isEqualTo("error");

        // The late answer belongs to nobody, and above all not to the next question.
        client.answer(question, "too late");
        var again = client.send(
                Channel.SHELL,
                "execute_request",
                KernelClient.cell("System.out.println((char) System.in.read()); " + RunningKernel.WAIT));
        client.answer(client.next(Channel.STDIN), "in time");
        assertThat(client.answerTo(Channel.SHELL, again).printed("stdout")).isEqualTo("i\n");
    }

    @Test
    void shutdownRepliesAndEndsWhileACellRuns() throws InterruptedException {
        var running = client.send(
                Channel.SHELL, "execute_request", KernelClient.cell("System.out.println(1); Thread.sleep(600_000);"));
        client.awaitPublished(m -> m.answers(running) && m.type().equals("stream"));
        var request = new JsonObject();
        request.addProperty("restart", true);

        var answer = client.ask(Channel.CONTROL, "shutdown_request", request);

        assertThat(answer.reply().type()).isEqualTo("shutdown_reply");
        assertThat(answer.status()).isEqualTo("ok");
        assertThat(answer.content().get("restart").getAsBoolean()).isTrue();
        assertThat(answer.publishedTypes()).containsExactly("shutdown_reply");
        assertThat(kernel.awaitEnd()).isTrue();
    }
}

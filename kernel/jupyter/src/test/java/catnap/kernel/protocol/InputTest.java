package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A cell that reads asks the front end that runs it.
class InputTest {
    private static final String READ_LINE =
            "new java.io.BufferedReader(new java.io.InputStreamReader(System.in), 1).readLine()";

    private static RunningKernel kernel;
    private static KernelClient client;

    @BeforeAll
    static void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    @Test
    void theLineThatWasTypedIsRead() {
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(READ_LINE));

        var question = client.next(Channel.STDIN);
        assertThat(question.type()).isEqualTo("input_request");
        assertThat(question.answers(id)).isTrue();
        assertThat(question.content().get("password").getAsBoolean()).isFalse();
        client.answer(question, "Müsli 🐈");

        assertThat(client.answerTo(Channel.SHELL, id).result()).contains("Müsli 🐈");
    }

    @Test
    void theOpenLineBeforeTheQuestionIsItsPromptAndTheRestIsShownBeforeIt() {
        var id = client.send(
                Channel.SHELL,
                "execute_request",
                KernelClient.cell("System.out.print(\"hello\\nname? \"); " + READ_LINE));

        var question = client.next(Channel.STDIN);
        client.answer(question, "Tom");
        var answer = client.answerTo(Channel.SHELL, id);

        assertThat(answer.result()).contains("Tom");
        assertThat(answer.printed("stdout")).startsWith("hello\n");
        // A machine that is slow enough sends the prompt on as text before the question comes.
        assertThat(answer.printed("stdout") + question.text("prompt")).isEqualTo("hello\nname? ");
    }

    @Test
    void aFrontEndThatTakesNoInputIsNotAsked() {
        var cell = KernelClient.cell(READ_LINE);
        cell.addProperty("allow_stdin", false);

        var answer = client.ask(Channel.SHELL, "execute_request", cell);

        assertThat(answer.status()).isEqualTo("error");
        assertThat(answer.content().toString()).contains("this front end takes no input (allow_stdin is false)");
    }

    @Test
    void eachFrontEndIsAskedForItsOwnCells() {
        try (var second = kernel.anotherClient()) {
            var id = second.send(Channel.SHELL, "execute_request", KernelClient.cell(READ_LINE));
            var question = second.next(Channel.STDIN);
            second.answer(question, "from the second");

            assertThat(second.answerTo(Channel.SHELL, id).result()).contains("from the second");
        }
    }
}

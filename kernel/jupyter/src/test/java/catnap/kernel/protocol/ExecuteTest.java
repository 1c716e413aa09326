package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a front end sees of a cell that it runs.
class ExecuteTest {
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
    void aCellIsEchoedThenItsOutputThenItsResult() {
        var answer = client.execute("System.out.println(\"meow\"); 1 + 1");

        assertThat(answer.publishedTypes()).containsExactly("execute_input", "stream", "execute_result");
        var input = answer.published().getFirst();
        assertThat(input.text("code")).isEqualTo("System.out.println(\"meow\"); 1 + 1");
        assertThat(answer.printed("stdout")).isEqualTo("meow\n");
        var result = answer.published().getLast();
        assertThat(result.content().getAsJsonObject("data").get("text/plain").getAsString())
                .isEqualTo("2");
        assertThat(result.content().get("execution_count"))
                .isEqualTo(input.content().get("execution_count"));
        assertThat(answer.content().get("execution_count"))
                .isEqualTo(input.content().get("execution_count"));
        assertThat(answer.status()).isEqualTo("ok");
        assertThat(answer.content().getAsJsonObject("user_expressions").isEmpty())
                .isTrue();
        assertThat(answer.content().getAsJsonArray("payload").isEmpty()).isTrue();
    }

    @Test
    void everyMessageNamesTheRequestThatCausedIt() {
        var header = client.header("execute_request");
        client.sendFrames(
                Channel.SHELL, client.signed(header, new JsonObject(), KernelClient.cell("System.out.print(1); 2")));
        var id = header.get("msg_id").getAsString();

        var reply = client.replyTo(Channel.SHELL, id);
        assertThat(reply.parent()).isEqualTo(header);
        assertThat(client.awaitIdle(id)).allSatisfy(message -> {
            assertThat(message.parent()).isEqualTo(header);
            assertThat(message.header().get("version").getAsString()).isEqualTo("5.4");
            assertThat(message.header().get("date").getAsString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        });
    }

    @Test
    void anErrorIsPublishedAndReplied() {
        var answer = client.execute("throw new IllegalStateException(\"no fish\");");

        assertThat(answer.status()).isEqualTo("error");
        var error = answer.published("error");
        assertThat(error).hasSize(1);
        for (var content : List.of(answer.content(), error.getFirst().content())) {
            assertThat(content.get("ename").getAsString()).endsWith("IllegalStateException");
            assertThat(content.get("evalue").getAsString()).contains("no fish");
            assertThat(content.getAsJsonArray("traceback").isEmpty()).isFalse();
        }
    }

    @Test
    void aSilentCellLeavesNoTrace() {
        int before = count(client.execute("int quiet = 1;"));
        var silent = KernelClient.cell("System.out.println(\"psst\"); quiet = 2; quiet");
        silent.addProperty("silent", true);

        var answer = client.ask(Channel.SHELL, "execute_request", silent);

        assertThat(answer.published()).isEmpty();
        assertThat(count(answer)).isEqualTo(before);
        assertThat(client.execute("quiet").result()).isEqualTo("2");
    }

    @Test
    void aCellThatIsNotStoredIsNotCounted() {
        int before = count(client.execute("1"));
        var cell = KernelClient.cell("2");
        cell.addProperty("store_history", false);

        client.ask(Channel.SHELL, "execute_request", cell);

        assertThat(count(client.execute("3"))).isEqualTo(before + 1);
    }

    @Test
    void anEmptyCellIsNotCounted() {
        int before = count(client.execute("1"));

        assertThat(client.execute("  \n ").status()).isEqualTo("ok");

        assertThat(count(client.execute("3"))).isEqualTo(before + 1);
    }

    @Test
    void userExpressionsAreEvaluatedAfterTheCell() {
        var cell = KernelClient.cell("int paws = 4;");
        var expressions = new JsonObject();
        expressions.addProperty("right", "paws * 2");
        expressions.addProperty("wrong", "paws / 0");
        cell.add("user_expressions", expressions);

        var values =
                client.ask(Channel.SHELL, "execute_request", cell).content().getAsJsonObject("user_expressions");

        var right = values.getAsJsonObject("right");
        assertThat(right.get("status").getAsString()).isEqualTo("ok");
        assertThat(right.getAsJsonObject("data").get("text/plain").getAsString())
                .isEqualTo("8");
        var wrong = values.getAsJsonObject("wrong");
        assertThat(wrong.get("status").getAsString()).isEqualTo("error");
        assertThat(wrong.get("ename").getAsString()).endsWith("ArithmeticException");
    }

    @Test
    void cellsBehindAnErrorAreAborted() {
        // The first cell holds the shell thread until the others have certainly come.
        var failing = client.send(
                Channel.SHELL,
                "execute_request",
                KernelClient.cell(RunningKernel.WAIT + "throw new IllegalStateException(\"stop here\");"));
        var question = client.next(Channel.STDIN);
        var second = client.send(Channel.SHELL, "execute_request", KernelClient.cell("int never = 1;"));
        var third = client.send(Channel.SHELL, "execute_request", KernelClient.cell("int never = 2;"));
        var info = client.send(Channel.SHELL, "kernel_info_request", new JsonObject());
        client.replyTo(Channel.SHELL, info);
        client.answer(question, "go on");

        assertThat(client.answerTo(Channel.SHELL, failing).status()).isEqualTo("error");
        for (var id : List.of(second, third)) {
            var aborted = client.answerTo(Channel.SHELL, id);
            assertThat(aborted.status()).isEqualTo("aborted");
            assertThat(aborted.published()).isEmpty();
        }
        assertThat(client.execute("never").status()).isEqualTo("error");
    }

    @Test
    void cellsBehindAnErrorRunIfItSaidNotToStop() {
        var cell = KernelClient.cell("throw new IllegalStateException(\"go on\");");
        cell.addProperty("stop_on_error", false);
        var failing = client.send(Channel.SHELL, "execute_request", cell);
        var second = client.send(Channel.SHELL, "execute_request", KernelClient.cell("6 * 7"));

        assertThat(client.answerTo(Channel.SHELL, failing).status()).isEqualTo("error");
        assertThat(client.answerTo(Channel.SHELL, second).status()).isEqualTo("ok");
    }

    @Test
    void fiftyQueuedCellsRunInOrder() {
        client.execute("var order = new java.util.ArrayList<Integer>();");
        var ids = IntStream.range(0, 50)
                .mapToObj(
                        i -> client.send(Channel.SHELL, "execute_request", KernelClient.cell("order.add(" + i + ");")))
                .toList();
        ids.forEach(
                id -> assertThat(client.answerTo(Channel.SHELL, id).status()).isEqualTo("ok"));

        var result = client.execute("order.equals(java.util.stream.IntStream.range(0, 50).boxed().toList())");

        assertThat(result.result()).isEqualTo("true");
    }

    private static int count(KernelClient.Answer answer) {
        return answer.content().get("execution_count").getAsInt();
    }
}

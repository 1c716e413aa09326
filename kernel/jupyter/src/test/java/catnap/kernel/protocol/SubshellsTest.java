package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.KernelClient.Answer;
import catnap.kernel.protocol.KernelClient.Received;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Subshells (JEP 91): shells beside the main one, whose cells run while others await.
class SubshellsTest {
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

    private String create() {
        var answer = client.ask(Channel.CONTROL, "create_subshell_request", new JsonObject());
        assertThat(answer.reply().type()).isEqualTo("create_subshell_reply");
        assertThat(answer.status()).isEqualTo("ok");
        return answer.content().get("subshell_id").getAsString();
    }

    private Answer delete(String subshell) {
        var content = new JsonObject();
        content.addProperty("subshell_id", subshell);
        return client.ask(Channel.CONTROL, "delete_subshell_request", content);
    }

    private JsonArray list() {
        return client.ask(Channel.CONTROL, "list_subshell_request", new JsonObject())
                .content()
                .getAsJsonArray("subshell_id");
    }

    private String begin(String subshell, String code) {
        return client.sendTo(subshell, "execute_request", KernelClient.cell(code));
    }

    private String begin(String code) {
        return client.send(Channel.SHELL, "execute_request", KernelClient.cell(code));
    }

    private void awaitPrinted(String id, String text) {
        client.awaitPublished(m ->
                m.answers(id) && m.type().equals("stream") && m.text("text").contains(text));
    }

    /// The replies to all of these, in whatever order they come.
    private Map<String, Received> replies(String... ids) {
        var replies = Stream.generate(() -> client.next(Channel.SHELL))
                .limit(ids.length)
                .toList();
        return replies.stream()
                .collect(Collectors.toMap(reply -> reply.parent().get("msg_id").getAsString(), reply -> reply));
    }

    private static String status(Map<String, Received> replies, String id) {
        return Objects.requireNonNull(replies.get(id)).text("status");
    }

    @Test
    void theKernelSaysThatItHasThem() {
        var info = client.ask(Channel.SHELL, "kernel_info_request", new JsonObject())
                .content();
        assertThat(info.getAsJsonArray("supported_features")).hasToString("[\"kernel subshells\"]");
    }

    @Test
    void theyAreMadeListedAndDeleted() {
        assertThat(list()).isEmpty();
        String one = create();
        String two = create();
        assertThat(one).isNotEqualTo(two);
        assertThat(list()).hasToString("[\"" + one + "\",\"" + two + "\"]");
        assertThat(delete(one).status()).isEqualTo("ok");
        assertThat(list()).hasToString("[\"" + two + "\"]");
        assertThat(delete(one).content().get("evalue").getAsString()).isEqualTo("there is no subshell " + one);
        assertThat(create()).isNotIn(one, two);
    }

    @Test
    void aSubshellRunsWhileTheMainCellAwaits() {
        String subshell = create();
        var main = begin("var gate = getRunningLoop().<String>createFuture();\nprintln(\"waiting\");\nawait(gate)");
        awaitPrinted(main, "waiting");

        var beside = client.answerTo(Channel.SHELL, begin(subshell, "println(\"beside\"); 6 * 7"));
        assertThat(beside.result()).isEqualTo("42");
        assertThat(beside.printed("stdout")).isEqualTo("beside\n");

        var opens = begin(subshell, "gate.setResult(\"open\"); gate.done()");
        var replies = replies(opens, main);
        assertThat(replies).containsOnlyKeys(opens, main);
        var published = client.awaitIdle(main);
        assertThat(published
                        .getLast()
                        .content()
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .isEqualTo("open");
        assertThat(replies.values().stream()
                        .map(reply -> reply.content().get("execution_count").getAsInt()))
                .containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void theKernelIsBusyUntilTheLastOfThemIsIdle() {
        String subshell = create();
        var main = begin("var door = getRunningLoop().<String>createFuture();\nprintln(\"waiting\");\nawait(door);");
        awaitPrinted(main, "waiting");
        client.claim(_ -> true);
        client.answerTo(Channel.SHELL, begin(subshell, "1"));
        client.awaitPublished(m -> m.answers(main) && m.isStatus("busy"));
        var opens = begin(subshell, "door.setResult(\"open\");");
        assertThat(replies(opens, main)).containsOnlyKeys(opens, main);
    }

    @Test
    void stopIsForTheCellsOfAll() {
        String subshell = create();
        client.execute("int kept = 5;");
        var main = begin("println(\"running\"); await(sleep(1000));");
        awaitPrinted(main, "running");
        var beside = begin(subshell, "println(\"running too\"); while (true) { }");
        awaitPrinted(beside, "running too");

        client.ask(Channel.CONTROL, "interrupt_request", new JsonObject());

        assertThat(replies(main, beside).values())
                .extracting(reply -> reply.content().get("ename").getAsString())
                .containsExactly("Interrupted", "Interrupted");
        client.awaitIdle(main);
        client.awaitIdle(beside);
        assertThat(client.answerTo(Channel.SHELL, begin(subshell, "kept")).result())
                .isEqualTo("5");
        assertThat(client.execute("kept").result()).isEqualTo("5");
    }

    @Test
    void anErrorAbortsTheCellsOfItsOwnShellAlone() {
        String subshell = create();
        var main = begin("println(\"asking\"); IO.readln(\"go on? \"); throw new IllegalStateException();");
        awaitPrinted(main, "asking");
        var behind = begin("1");
        var question = client.next(Channel.STDIN);
        var ids = new ArrayList<>(List.of(begin(subshell, "2"), begin(subshell, "3")));
        client.answer(question, "yes");
        var replies = replies(main, behind, ids.getFirst(), ids.getLast());
        assertThat(status(replies, main)).isEqualTo("error");
        assertThat(status(replies, behind)).isEqualTo("aborted");
        for (String id : ids) assertThat(status(replies, id)).isEqualTo("ok");
    }

    @Test
    void aDeletedSubshellEndsItsCellAndAbortsTheOthers() {
        String subshell = create();
        var running = begin(
                subshell, "var last = getRunningLoop().<String>createFuture();\nprintln(\"begun\");\nawait(last)");
        awaitPrinted(running, "begun");
        var behind = begin(subshell, "1");
        assertThat(client.ask(Channel.CONTROL, "list_subshell_request", new JsonObject())
                        .status())
                .isEqualTo("ok");
        assertThat(delete(subshell).status()).isEqualTo("ok");

        var late = client.answerTo(Channel.SHELL, begin(subshell, "2"));
        assertThat(late.status()).isEqualTo("error");
        assertThat(late.content().get("evalue").getAsString()).isEqualTo("there is no subshell " + subshell);

        var ends = begin("last.setResult(\"whole\");");
        var replies = replies(running, behind, ends);
        assertThat(status(replies, running)).isEqualTo("ok");
        assertThat(status(replies, behind)).isEqualTo("aborted");
    }

    @Test
    void cellsOfTwoShellsAreNumberedAndKnowEachOthersNames() {
        String subshell = create();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(begin("int main" + i + " = " + i + ";"));
            ids.add(begin(subshell, "int beside" + i + " = " + i + ";"));
        }
        var replies = replies(ids.toArray(String[]::new));
        assertThat(replies.values()).allMatch(reply -> reply.text("status").equals("ok"));
        var numbers = new HashSet<Integer>();
        replies.values()
                .forEach(reply ->
                        numbers.add(reply.content().get("execution_count").getAsInt()));
        assertThat(numbers).hasSize(40).contains(1, 40);
        assertThat(client.execute("main19 + beside19").result()).isEqualTo("38");
    }

    @Test
    void theKernelEndsWhateverASubshellDoes() throws InterruptedException {
        var running = begin(create(), "println(\"on and on\"); while (true) { }");
        awaitPrinted(running, "on and on");
        client.ask(Channel.CONTROL, "shutdown_request", new JsonObject());
        assertThat(kernel.awaitEnd()).isTrue();
    }

    @Test
    void aHeaderThatNamesNoShellIsForTheMainOne() {
        var header = client.header("execute_request");
        header.add("subshell_id", JsonNull.INSTANCE);
        client.sendFrames(Channel.SHELL, client.signed(header, new JsonObject(), KernelClient.cell("1 + 1")));
        assertThat(client.answerTo(Channel.SHELL, header.get("msg_id").getAsString())
                        .result())
                .isEqualTo("2");
    }
}

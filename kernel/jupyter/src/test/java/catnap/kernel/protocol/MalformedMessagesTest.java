package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is thrown at a socket: it is dropped, it runs nothing, and the kernel lives and says why.
class MalformedMessagesTest {
    private RunningKernel kernel;
    private KernelClient client;

    @BeforeEach
    void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
        client.execute("int runs = 0;");
    }

    @AfterEach
    void nothingRanAndTheKernelLives() {
        assertThat(client.execute("runs").result()).isEqualTo("0");
        kernel.close();
    }

    private static final String CODE = "runs = runs + 1;";

    private List<byte[]> valid() {
        return client.signed(client.header("execute_request"), new JsonObject(), KernelClient.cell(CODE));
    }

    private void sendParts(String header, String parent, String metadata, String content) {
        client.sendFrames(Channel.SHELL, client.signed(List.of(header, parent, metadata, content)));
    }

    /// The kernel has read everything before, once it answers this.
    private void assertDropped(String reason) {
        client.ask(Channel.SHELL, "kernel_info_request", new JsonObject());
        assertThat(kernel.log()).contains("catnap: dropped a message on shell: " + reason);
    }

    @Test
    void aBadSignatureIsDropped() {
        var frames = valid();
        frames.set(1, "00".repeat(32).getBytes(StandardCharsets.US_ASCII));
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("bad signature");
    }

    @Test
    void anEmptySignatureIsDropped() {
        var frames = valid();
        frames.set(1, new byte[0]);
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("bad signature");
    }

    @Test
    void aSignatureOfOtherContentIsDropped() {
        var frames = valid();
        frames.set(5, KernelClient.cell("runs = 99;").toString().getBytes(StandardCharsets.UTF_8));
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("bad signature");
    }

    @Test
    void aReplayedMessageIsDropped() {
        var frames = client.signed(client.header("kernel_info_request"), new JsonObject(), new JsonObject());
        client.sendFrames(Channel.SHELL, frames);
        client.next(Channel.SHELL);
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("a signature seen before");
    }

    @Test
    void aMessageWithoutDelimiterIsDropped() {
        var frames = valid();
        frames.removeFirst();
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("no <IDS|MSG> delimiter");
    }

    @Test
    void aMessageThatLacksFramesTakesNoneFromTheNext() {
        client.sendFrames(Channel.SHELL, valid().subList(0, 4));

        // The next message is whole: were it read across the border, this would not be answered.
        assertDropped("expected a signature and 4 parts after the delimiter, found 3");
    }

    @Test
    void aDelimiterAloneIsDropped() {
        client.sendFrames(Channel.SHELL, valid().subList(0, 1));

        assertDropped("expected a signature and 4 parts after the delimiter, found 0");
    }

    @Test
    void emptyFramesAreDropped() {
        client.sendFrames(Channel.SHELL, List.of(new byte[0]));
        client.sendFrames(Channel.SHELL, List.of(new byte[0], new byte[0], new byte[0]));
        assertDropped("no <IDS|MSG> delimiter");

        sendParts("", "", "", "");
        assertDropped("header is not");
    }

    @Test
    void badJsonIsDropped() {
        var header = client.header("execute_request").toString();

        sendParts("{not json", "{}", "{}", "{}");
        assertDropped("header is not valid JSON in UTF-8");
        sendParts(header, "{}", "{}", "{\"code\": \"runs = 1;\"");
        assertDropped("content is not valid JSON in UTF-8");
        sendParts(header, "{}", "{}", "{code: 'runs = 1;'}");
        sendParts(header, "[]", "{}", KernelClient.cell(CODE).toString());
        assertDropped("parent_header is not a JSON object");
        sendParts(header, "{}", "{}", "{} {}");
        sendParts(header, "{}", "{}", "null");
        assertDropped("content is not a JSON object");
        sendParts(header, "{}", "{}", "[".repeat(100_000));
    }

    @Test
    void bytesThatAreNoTextAreDropped() {
        var frames = new ArrayList<>(valid());
        frames.set(2, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        client.sendFrames(Channel.SHELL, frames);

        assertDropped("bad signature");
    }

    @Test
    void wrongTypesAreDropped() {
        var numberAsCode = KernelClient.cell(CODE);
        numberAsCode.addProperty("code", 42);
        client.send(Channel.SHELL, "execute_request", numberAsCode);
        assertDropped("code is not a string");

        var noCode = KernelClient.cell(CODE);
        noCode.remove("code");
        client.send(Channel.SHELL, "execute_request", noCode);
        assertDropped("code is missing");

        var textAsFlag = KernelClient.cell(CODE);
        textAsFlag.addProperty("silent", "yes");
        client.send(Channel.SHELL, "execute_request", textAsFlag);
        assertDropped("silent is not true or false");

        var listOfExpressions = KernelClient.cell(CODE);
        listOfExpressions.add("user_expressions", new JsonArray());
        client.send(Channel.SHELL, "execute_request", listOfExpressions);
        assertDropped("user_expressions is not an object");

        var fraction = new JsonObject();
        fraction.addProperty("code", "x");
        fraction.add("cursor_pos", new JsonPrimitive(0.5));
        var id = client.send(Channel.SHELL, "complete_request", fraction);
        client.awaitIdle(id);
        assertDropped("cursor_pos is not an integer");
    }

    @Test
    void aHeaderWithoutIdOrTypeIsDropped() {
        sendParts("{}", "{}", "{}", KernelClient.cell(CODE).toString());
        assertDropped("msg_id is missing");
        sendParts("{\"msg_id\": 7, \"msg_type\": \"execute_request\"}", "{}", "{}", "{}");
        assertDropped("msg_id is not a string");
        sendParts("{\"msg_id\": \"7\", \"msg_type\": null}", "{}", "{}", "{}");
        assertDropped("msg_type is missing");
    }

    @Test
    void anUnknownTypeIsDropped() {
        client.send(Channel.SHELL, "make_coffee_request", new JsonObject());
        assertDropped("unknown type \"make_coffee_request\"");
        client.send(Channel.CONTROL, "execute_reply", new JsonObject());
        client.ask(Channel.CONTROL, "kernel_info_request", new JsonObject());
        assertThat(kernel.log()).contains("dropped a message on control: unknown type \"execute_reply\"");
    }

    @Test
    void strayAnswersOnStdinAreDropped() {
        client.answer(
                new KernelClient.Received(new JsonObject(), new JsonObject(), new JsonObject(), new JsonObject()), "x");
        client.sendFrames(Channel.STDIN, List.of("garbage".getBytes(StandardCharsets.UTF_8)));
        client.send(Channel.STDIN, "execute_request", KernelClient.cell(CODE));
        // Another socket: the kernel has read it once a question of a later cell is answered.
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(RunningKernel.WAIT));
        client.answer(client.next(Channel.STDIN), "y");
        client.answerTo(Channel.SHELL, id);

        assertThat(kernel.log())
                .contains("dropped a message on stdin: an input_reply that nobody waits for")
                .contains("dropped a message on stdin: no <IDS|MSG> delimiter")
                .contains("dropped a message on stdin: unknown type \"execute_request\"");
    }
}

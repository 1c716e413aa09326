package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Comms: lines between a front end and the kernel.
class CommsTest {
    private RunningKernel kernel;
    private KernelClient client;

    @BeforeEach
    void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
        kernel.comms().register("echo", (comm, opening) -> {
            comm.send(opening);
            return comm::send;
        });
        kernel.comms().register("broken", (_, _) -> {
            throw new IllegalStateException("cannot be opened");
        });
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    @Test
    void aCommToAnUnknownTargetIsClosed() {
        var id = client.send(Channel.SHELL, "comm_open", comm("c1", "nobody"));

        var published = client.awaitIdle(id);

        assertThat(published).hasSize(1);
        assertThat(published.getFirst().type()).isEqualTo("comm_close");
        assertThat(published.getFirst().text("comm_id")).isEqualTo("c1");
    }

    @Test
    void aCommWhoseTargetFailsIsClosed() {
        var id = client.send(Channel.SHELL, "comm_open", comm("c1", "broken"));

        assertThat(client.awaitIdle(id).getFirst().type()).isEqualTo("comm_close");
        assertThat(kernel.log()).contains("opening the comm broken failed");
    }

    @Test
    void messagesReachTheListenerAndComeBack() {
        client.awaitIdle(client.send(Channel.SHELL, "comm_open", comm("c1", "echo")));
        var message = comm("c1", "echo");
        message.getAsJsonObject("data").addProperty("say", "meow");

        client.send(Channel.SHELL, "comm_msg", message);

        var echo = client.awaitPublished(m -> m.type().equals("comm_msg")
                && m.content().getAsJsonObject("data").has("say"));
        assertThat(echo.text("comm_id")).isEqualTo("c1");
        assertThat(echo.content().getAsJsonObject("data").get("say").getAsString())
                .isEqualTo("meow");
    }

    @Test
    void commInfoListsOpenComms() {
        client.awaitIdle(client.send(Channel.SHELL, "comm_open", comm("c1", "echo")));
        client.awaitIdle(client.send(Channel.SHELL, "comm_open", comm("c2", "echo")));
        client.awaitIdle(client.send(Channel.SHELL, "comm_close", comm("c2", "echo")));

        assertThat(info(new JsonObject())).isEqualTo("{\"c1\":{\"target_name\":\"echo\"}}");
        var other = new JsonObject();
        other.addProperty("target_name", "another");
        assertThat(info(other)).isEqualTo("{}");
    }

    private String info(JsonObject request) {
        return client.ask(Channel.SHELL, "comm_info_request", request)
                .content()
                .getAsJsonObject("comms")
                .toString();
    }

    @Test
    void aMessageForNoOpenCommIsDropped() {
        client.awaitIdle(client.send(Channel.SHELL, "comm_msg", comm("c9", "echo")));
        client.awaitIdle(client.send(Channel.SHELL, "comm_close", comm("c9", "echo")));

        assertThat(kernel.log()).contains("a comm_msg for no open comm");
    }

    private static JsonObject comm(String id, String target) {
        var content = new JsonObject();
        content.addProperty("comm_id", id);
        content.addProperty("target_name", target);
        content.add("data", new JsonObject());
        return content;
    }
}

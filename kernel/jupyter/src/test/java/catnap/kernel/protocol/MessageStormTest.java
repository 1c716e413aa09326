package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two thousand messages that no front end would send, the same ones in every run: nothing of them runs, and the kernel
/// lives.
class MessageStormTest {
    private static final int MESSAGES = 2_000;
    private static final int HUGE_BYTES = 2 << 20;
    private static final String CODE = "runs = runs + 1;";
    private static final List<Channel> CHANNELS = List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

    private final Random random = new Random(20_260_101);

    @Test
    void nothingRunsThatWasNotSignedAndWhole() {
        try (var kernel = RunningKernel.start()) {
            var client = kernel.client();
            client.execute("int runs = 0;");

            for (int i = 0; i < MESSAGES; i++) {
                client.sendFrames(CHANNELS.get(random.nextInt(CHANNELS.size())), bad(client, i % 10));
            }

            assertThat(client.heartbeat("alive")).isEqualTo("alive");
            assertThat(client.ask(Channel.CONTROL, "kernel_info_request", new JsonObject())
                            .status())
                    .isEqualTo("ok");
            assertThat(client.execute("runs").result()).isEqualTo("0");
            assertThat(kernel.log().lines().filter(line -> line.startsWith("catnap: dropped a message")))
                    .as("what was dropped")
                    .hasSizeGreaterThanOrEqualTo(MESSAGES);
            assertThat(kernel.log()).doesNotContain("failed");
        }
    }

    private List<byte[]> bad(KernelClient client, int kind) {
        var frames = new ArrayList<>(
                client.signed(client.header("execute_request"), new JsonObject(), KernelClient.cell(CODE)));
        switch (kind) {
            case 0 -> frames.set(1, noise(64)); // signed by somebody else
            case 1 -> frames.set(5, noise(random.nextInt(200))); // changed on its way
            case 2 -> frames.set(2 + random.nextInt(4), broken(frames)); // cut off
            case 3 -> frames.subList(1 + random.nextInt(5), 6).clear(); // lacks frames
            case 4 -> frames.removeFirst(); // without the delimiter
            case 5 -> frames.add(1 + random.nextInt(4), noise(32)); // with a frame too many
            case 6 -> frames.set(5, new byte[HUGE_BYTES / (1 + random.nextInt(64))]); // oversized, and not ours
            case 7 -> { // signed, and of an unknown type
                return client.signed(client.header("brew_request"), new JsonObject(), KernelClient.cell(CODE));
            }
            case 8 -> { // signed, and no JSON
                return client.signed(List.of(client.header("execute_request").toString(), "{}", "{}", "{\"code\": "));
            }
            default -> { // signed, and JSON of the wrong kind
                return client.signed(List.of("[" + random.nextInt() + "]", "7", "null", "\"" + CODE + "\""));
            }
        }
        return frames;
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] broken(List<byte[]> frames) {
        var whole = new String(frames.get(5), StandardCharsets.UTF_8);
        return whole.substring(0, random.nextInt(whole.length())).getBytes(StandardCharsets.UTF_8);
    }
}

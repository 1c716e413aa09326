package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.KernelClient.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that change in their place, as a front end hears of them.
class LivePicturesTest {
    private RunningKernel kernel;
    private KernelClient client;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private static String text(Received picture) {
        return picture.content().getAsJsonObject("data").get("text/plain").getAsString();
    }

    private static String displayId(Received picture) {
        return picture.content().getAsJsonObject("transient").get("display_id").getAsString();
    }

    private static List<String> displayIds(List<Received> pictures) {
        return pictures.stream().map(LivePicturesTest::displayId).distinct().toList();
    }

    @Test
    void aTimelineGrowsWhileItsCellRunsAndIsWholeAtItsEnd() throws IOException {
        Path gate = folder.resolve("gate");
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell("""
                %%%%timeline
                var knock = createTask(async(() -> {
                    while (!Files.exists(Path.of("%s"))) await(sleep(0.01));
                }), "knock");
                await(knock);""".formatted(gate)));
        var growing = client.awaitPublished(m -> m.answers(id) && m.type().equals("update_display_data"));
        assertThat(text(growing)).contains("not ended");
        Files.createFile(gate); // the cell ends only now

        var answer = client.answerTo(Channel.SHELL, id);
        assertThat(answer.status()).isEqualTo("ok");
        assertThat(answer.published("display_data")).hasSize(1);
        var updates = answer.published("update_display_data");
        assertThat(updates).hasSizeGreaterThan(1);
        assertThat(displayIds(updates)).isEqualTo(displayIds(answer.published("display_data")));
        assertThat(text(updates.getLast()))
                .startsWith("2 tasks took ")
                .contains("knock")
                .doesNotContain("not ended");
    }

    @Test
    void theViewOfALoopIsDrawnAnewByTheCellThatStepsIt() {
        var shown = client.execute("""
                var glass = new EventLoop(LoopClock.virtual(), null);
                var nap = glass.createTask(async(() -> await(sleep(1))), "nap");
                loopView(glass)""");
        assertThat(shown.published("execute_result")).isEmpty();
        assertThat(text(shown.published("display_data").getFirst())).contains("nap begins");

        var stepped = client.execute("glass.step();");
        assertThat(stepped.publishedTypes()).containsOnly("execute_input", "update_display_data");
        var update = stepped.published("update_display_data").getLast();
        assertThat(text(update)).contains("wakes nap");
        assertThat(displayId(update))
                .isEqualTo(displayId(shown.published("display_data").getFirst()));
    }
}

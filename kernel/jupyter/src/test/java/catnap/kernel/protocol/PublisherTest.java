package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Publisher.Stream;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a cell shows goes out under its cell, in the order it was shown.
class PublisherTest {
    private RunningKernel kernel;
    private KernelClient client;
    private JsonObject header;
    private Publisher out;

    @BeforeEach
    void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
        header = client.header("execute_request");
        out = kernel.publisher(header);
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private List<String> publishedUntil(String type) {
        client.awaitPublished(m -> m.type().equals(type) && m.parent().equals(header));
        return client.claim(m -> m.parent().equals(header)).stream()
                .map(m -> m.type() + " " + m.content())
                .toList();
    }

    @Test
    void aDisplayHasItsMimeTypesAndItsId() {
        var bundle = new MimeBundle(
                Map.of("application/json", Map.of("n", List.of(1, 2.5, true))),
                Map.of("image/png", Map.of("width", 8)));

        out.display(bundle, "d1");

        assertThat(publishedUntil("display_data"))
                .containsExactly("display_data {\"data\":{\"application/json\":{\"n\":[1,2.5,true]}},"
                        + "\"metadata\":{\"image/png\":{\"width\":8}},\"transient\":{\"display_id\":\"d1\"}}");
    }

    @Test
    void aDisplayWithoutIdNamesNone() {
        out.display(MimeBundle.text("<b>&'"), "");

        assertThat(publishedUntil("display_data"))
                .containsExactly("display_data {\"data\":{\"text/plain\":\"<b>&'\"},\"metadata\":{},\"transient\":{}}");
    }

    @Test
    void anUpdateReplacesWhatHasItsId() {
        out.updateDisplay(MimeBundle.text("50 %"), "d1");

        assertThat(publishedUntil("update_display_data"))
                .containsExactly("update_display_data {\"data\":{\"text/plain\":\"50 %\"},\"metadata\":{},"
                        + "\"transient\":{\"display_id\":\"d1\"}}");
    }

    @Test
    void textGoesOutBeforeWhatFollowsIt() {
        out.stream(Stream.STDOUT, "a");
        out.stream(Stream.STDOUT, "b");
        out.stream(Stream.STDERR, "c");
        out.display(MimeBundle.text("d"), "");
        out.stream(Stream.STDOUT, "e");
        out.clearOutput(true);

        assertThat(publishedUntil("clear_output"))
                .containsExactly(
                        "stream {\"name\":\"stdout\",\"text\":\"ab\"}",
                        "stream {\"name\":\"stderr\",\"text\":\"c\"}",
                        "display_data {\"data\":{\"text/plain\":\"d\"},\"metadata\":{},\"transient\":{}}",
                        "stream {\"name\":\"stdout\",\"text\":\"e\"}",
                        "clear_output {\"wait\":true}");
    }

    @Test
    void textGoesOutByItselfWithoutAnyoneFlushing() {
        out.stream(Stream.STDERR, "from a task, long after its cell");

        assertThat(publishedUntil("stream"))
                .containsExactly("stream {\"name\":\"stderr\",\"text\":\"from a task, long after its cell\"}");
    }

    @Test
    void aPrinterWaitsForASlowReaderWhoThenMissesNothing() {
        try (var slow = kernel.slowClient()) {
            int lines = 60_000; // 60 MB: more than the queue, ZeroMQ and the network hold together
            var line = "x".repeat(999) + "\n";
            var printer = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < lines; i++) {
                    out.stream(Stream.STDOUT, line);
                }
                out.clearOutput(false);
            });
            while (printer.getState() != Thread.State.WAITING) {
                assertThat(printer.isAlive()).as("60 MB went nowhere").isTrue();
                Thread.onSpinWait();
            }

            slow.awaitPublished(m -> m.type().equals("clear_output"));
            long length = slow.claim(m -> m.type().equals("stream")).stream()
                    .mapToLong(m -> m.text("text").length())
                    .sum();
            assertThat(length).isEqualTo(60_000_000);
        }
    }

    @Test
    void anInterruptedPrinterLosesNothingAndStaysInterrupted() throws InterruptedException {
        var printer = Thread.ofPlatform().daemon().start(() -> {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 1_000; i++) {
                out.stream(Stream.STDOUT, "x".repeat(10_000));
            }
            out.clearOutput(Thread.currentThread().isInterrupted());
        });
        printer.join();

        var end = client.awaitPublished(m -> m.type().equals("clear_output"));
        assertThat(end.content().get("wait").getAsBoolean()).isTrue();
        int length = client.claim(m -> m.type().equals("stream")).stream()
                .mapToInt(m -> m.text("text").length())
                .sum();
        assertThat(length).isEqualTo(10_000_000);
    }
}

package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Printed text arrives: all of it, in order, in few messages, under its own cell.
class PrintingTest {
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
    void twoHundredThousandLinesArriveAllAndInOrder() {
        var answer = client.execute("for (int i = 0; i < 200_000; i++) System.out.println(i);");

        assertThat(answer.printed("stdout")).isEqualTo(numberedLines(200_000));
        assertThat(answer.published("stream")).hasSizeLessThan(2_000);
    }

    @Test
    void aLineOfTenMegabytesArrivesWholeInPieces() {
        var answer = client.execute("System.out.println(\"x\".repeat(10_000_000));");

        assertThat(answer.printed("stdout")).isEqualTo("x".repeat(10_000_000) + "\n");
        assertThat(answer.published("stream")).hasSizeBetween(10, 100);
    }

    @Test
    void outAndErrKeepTheirOrder() {
        var answer = client.execute("""
                System.out.println("one");
                System.err.println("two");
                System.out.println("three");
                """);

        var streams = answer.published("stream").stream()
                .map(m -> m.text("name") + " " + m.text("text"))
                .toList();
        assertThat(streams).containsExactly("stdout one\n", "stderr two\n", "stdout three\n");
    }

    @Test
    void charactersBeyondTheBasicPlaneSurvive() {
        var cats = "🐈".repeat(200_000);

        var answer = client.execute("System.out.print(\"a\" + \"🐈\".repeat(200_000));");

        assertThat(answer.printed("stdout")).isEqualTo("a" + cats);
    }

    @Test
    void textAppearsWhileTheCellStillRuns() {
        var id = client.send(
                Channel.SHELL,
                "execute_request",
                KernelClient.cell("System.out.println(\"early\"); " + RunningKernel.WAIT));

        var early = client.awaitPublished(m -> m.answers(id) && m.type().equals("stream"));
        assertThat(early.text("text")).isEqualTo("early\n");

        client.answer(client.next(Channel.STDIN), "on");
        assertThat(client.answerTo(Channel.SHELL, id).status()).isEqualTo("ok");
    }

    @Test
    void aSecondReaderMissesNothing() {
        try (var second = kernel.anotherClient()) {
            var id = client.send(
                    Channel.SHELL,
                    "execute_request",
                    KernelClient.cell("for (int i = 0; i < 50_000; i++) System.out.println(i);"));
            client.answerTo(Channel.SHELL, id);

            var text = second.awaitIdle(id).stream()
                    .filter(m -> m.type().equals("stream"))
                    .map(m -> m.text("text"))
                    .collect(Collectors.joining());

            assertThat(text).isEqualTo(numberedLines(50_000));
        }
    }

    private static String numberedLines(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }
}

package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Body;
import catnap.cats.CatServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a program leaves behind.
class LeftoverTest {
    /// A program that uses all of the module, closes nothing, and ends.
    static final class Careless {
        @SuppressWarnings("MustBeClosedChecker")
        public static void main(String[] args) {
            var server = CatServer.builder().latency(Duration.ZERO).start();
            System.out.println(Requests.get(server.url()).status());
            System.out.println(run(
                    async(() -> await(new ClientSession().get(server.url())).status())));
        }
    }

    @Test
    void nothingKeepsTheJvmAlive() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Careless.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains("200", "200")
                    .anyMatch(line -> line.contains("Unclosed client session: close it"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static final List<String> told = new ArrayList<>();

    /// Runs this on a loop that writes down what it is told.
    private static void told(Body body) {
        told.clear();
        run(async(() -> {
            getRunningLoop().setExceptionHandler((_, context) -> told.add(context.message()));
            body.run();
        }));
    }

    @Test
    void aSessionThatWasNotClosedIsToldWhenItsLoopEnds() {
        told(() -> {
            var _ = new ClientSession();
        });
        assertThat(told)
                .singleElement()
                .asString()
                .matches("Unclosed client session \\(created at \\w+\\.java:\\d+\\): close it,"
                        + " best by try \\(var session = new ClientSession\\(\\)\\)");
    }

    @Test
    void aSessionThatWasMadeBeforeItsLoopIsToldToo() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            var session = new ClientSession();
            told(() -> {
                try (var response = await(session.get(peer.url()))) {
                    await(response.json());
                }
            });
            assertThat(told).singleElement().asString().startsWith("Unclosed client session");
        }
    }

    @Test
    void whatWasClosedIsNotTold() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            told(() -> {
                try (var session = new ClientSession();
                        var response = await(session.get(peer.url()))) {
                    assertThat(response.status()).isEqualTo(200);
                }
            });
        }
        assertThat(told).isEmpty();
    }

    @Test
    void anAnswerThatWasReadNeedsNoClosing() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            told(() -> {
                try (var session = new ClientSession()) {
                    var response = await(session.get(peer.url()));
                    await(response.json());
                    getRunningLoop().reportLeftovers();
                }
            });
        }
        assertThat(told).isEmpty();
    }
}

package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.ErrorContext;
import catnap.cats.CatServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
                    .containsExactly("200", "200");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSessionThatWasNeverClosedIsToldToItsLoop() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            var message = run(async(() -> {
                var loop = getRunningLoop();
                var told = loop.<ErrorContext>createFuture();
                loop.setExceptionHandler((_, context) -> told.setResult(context));
                var traffic = new Traffic(new Slots(0, 0));
                new Exchange(traffic, loop, Call.of("GET", Urls.parse(peer.url()), new RequestOptions().timeout(30)))
                        .head();
                traffic.sessionCollected();
                return await(told).message();
            }));
            assertThat(message)
                    .isEqualTo("Unclosed client session: close it, best by try (var session = new ClientSession())");
        }
    }
}

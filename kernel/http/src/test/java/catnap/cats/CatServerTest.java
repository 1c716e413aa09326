package catnap.cats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.http.ClientConnectionException;
import catnap.http.RequestOptions;
import catnap.http.Requests;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatServerTest {
    private static CatServer.Builder quick() {
        return CatServer.builder().latency(Duration.ZERO);
    }

    private static String fact(CatServer server) {
        return Requests.get(server.url()).json().get("fact").getAsString();
    }

    /// Status and body of so many answers.
    private static List<String> answers(CatServer server, int count) {
        var answers = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var response = Requests.get(server.url());
            answers.add(response.status() + " " + response.text());
        }
        return answers;
    }

    @Test
    void aFactHasItsLengthBesideIt() {
        try (var server = quick().start()) {
            var json = Requests.get(server.url()).json();
            assertThat(json.keySet()).containsExactly("fact", "length");
            assertThat(json.get("length").getAsInt())
                    .isEqualTo(json.get("fact").getAsString().length());
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void noFactComesTwiceBeforeAllHaveCome() {
        try (var server = quick().start()) {
            var facts = new HashSet<String>();
            for (int i = 0; i < Facts.all().size(); i++)
                assertThat(facts.add(fact(server))).isTrue();
            assertThat(Facts.all()).containsExactlyInAnyOrderElementsOf(facts);
        }
    }

    @Test
    void theSameSeedGivesTheSameAnswers() {
        try (var one = quick().failureRate(0.3).seed(7).start();
                var other = quick().failureRate(0.3).seed(7).start();
                var third = quick().failureRate(0.3).seed(8).start()) {
            var answers = answers(one, 40);
            assertThat(answers(other, 40)).isEqualTo(answers);
            assertThat(answers(third, 40)).isNotEqualTo(answers);
            assertThat(answers).anyMatch(each -> each.startsWith("500 ")).anyMatch(each -> each.startsWith("200 "));
        }
    }

    @Test
    void failuresAreServerErrorsInJson() {
        try (var server = quick().failureRate(1).start()) {
            assertThat(answers(server, 2))
                    .containsExactly("500 {\"message\":\"Server Error\"}", "500 {\"message\":\"Server Error\"}");
        }
    }

    @Test
    void latenciesAreDrawnFromTheirRange() {
        var from = Duration.ofMillis(100);
        var to = Duration.ofMillis(200);
        var fate = new Fate(7, from, to, 0);
        var latencies = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) latencies.add(fate.draw(Integer.MAX_VALUE).latency());
        assertThat(latencies)
                .hasSizeGreaterThan(90)
                .allMatch(each -> each.compareTo(from) >= 0 && each.compareTo(to) <= 0);
    }

    @Test
    void factsCanBeAskedForByLengthAndByThePage() {
        try (var server = quick().start()) {
            for (int i = 0; i < 200; i++) {
                var shortFact = Requests.get(server.url(), new RequestOptions().param("max_length", 45));
                assertThat(shortFact.json().get("length").getAsInt()).isLessThanOrEqualTo(45);
            }
            assertThat(Requests.get(server.url("/fact?max_length=3")).text()).isEqualTo("{}");
            var page = Requests.get(server.url("/facts?limit=3")).json();
            assertThat(page.getAsJsonArray("data")).hasSize(3);
            assertThat(page.get("total").getAsInt()).isEqualTo(Facts.all().size());
        }
    }

    @Test
    void tooManyRequestsAreSentAway() {
        try (var server = quick().rateLimit(2, Duration.ofMinutes(1)).start()) {
            assertThat(answers(server, 2)).allMatch(each -> each.startsWith("200 "));
            var refused = Requests.get(server.url());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isBetween(1, 60);
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        try (var server = quick().start()) {
            assertThat(Requests.get(server.url("/dogs")).status()).isEqualTo(404);
            assertThat(Requests.post(server.url(), new RequestOptions().data("miau"))
                            .status())
                    .isEqualTo(405);
            assertThat(Requests.head(server.url()).text()).isEmpty();
            assertThat(fact(server)).isNotEmpty();
        }
    }

    @Test
    void nonsenseIsABadRequest() throws Exception {
        try (var server = quick().start()) {
            for (var nonsense : new String[] {
                "MEOW\r\n\r\n", "GET /%%% HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"
            }) {
                var port = Integer.parseInt(server.url("").split(":", -1)[2]);
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.US_ASCII));
                    var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertThat(answer).as(nonsense).startsWith("HTTP/1.1 400 Bad Request\r\n");
                }
            }
        }
    }

    @Test
    void aClosedServerAnswersNobody() {
        var server = quick().start();
        assertThat(fact(server)).isNotEmpty();
        server.close();
        server.close();
        assertThatThrownBy(() -> fact(server)).isInstanceOf(ClientConnectionException.class);
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        try (var server = quick().start()) {
            var port = Integer.parseInt(server.url("").split(":", -1)[2]);
            assertThatThrownBy(() -> quick().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("cannot start a cat server on port " + port + ": ");
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> CatServer.builder().failureRate(1.5))
                .hasMessage("failure rate must be between 0 and 1, was 1.5");
        assertThatThrownBy(() -> CatServer.builder().latency(Duration.ofMillis(-1)))
                .hasMessage("latency must be a range from 0 s up, was PT-0.001S to PT-0.001S");
    }
}

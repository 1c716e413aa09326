package catnap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import catnap.asyncio.CancelledError;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final RequestOptions NONE = new RequestOptions();

    @Test
    void aGetGivesStatusHeadersAndBody() throws Exception {
        try (var peer = Peer.answering(Peer.json("{\"fact\": \"Cats purr.\"}"))) {
            var response = Requests.get(peer.url());
            assertThat(response.json().get("fact").getAsString()).isEqualTo("Cats purr.");
            assertThat(response.status()).isEqualTo(200).isEqualTo(response.statusCode());
            assertThat(response.reason()).isEqualTo("OK");
            assertThat(response.ok()).isTrue();
            assertThat(response.headers()).containsEntry("CONTENT-type", "application/json");
            assertThat(response.text()).isEqualTo("{\"fact\": \"Cats purr.\"}");
            assertThat(response.content()).hasSize(22);
            assertThat(response.url()).hasToString(peer.url());
            assertThat(response.elapsed()).isPositive();
            assertThat(response).hasToString("<Response [200]>");
        }
    }

    @Test
    void parametersHeadersAndBodiesArriveAsSent() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            Requests.get(
                    peer.url() + "?a=1", NONE.param("q", "two words & more").header("X-Cat", "Tom"));
            Requests.post(peer.url(), NONE.json(Map.of("name", "Tom")));
            Requests.put(peer.url(), NONE.data(Map.of("name", "Tom & Co")));
            Requests.patch(peer.url(), NONE.data("miau"));
            Requests.delete(peer.url(), NONE.auth("tom", "secret"));
            assertThat(peer.requests().get(0)).startsWith("GET /?a=1&q=two+words+%26+more HTTP/1.1\r\n");
            assertThat(peer.requests().get(0)).containsIgnoringCase("\r\nX-Cat: Tom\r\n");
            assertThat(peer.requests().get(1)).startsWith("POST ").endsWith("\r\n\r\n{\"name\":\"Tom\"}");
            assertThat(peer.requests().get(1)).containsIgnoringCase("\r\nContent-Type: application/json\r\n");
            assertThat(peer.requests().get(2)).startsWith("PUT ").endsWith("\r\n\r\nname=Tom+%26+Co");
            assertThat(peer.requests().get(3)).startsWith("PATCH ").endsWith("\r\n\r\nmiau");
            assertThat(peer.requests().get(4)).startsWith("DELETE ").contains("Basic dG9tOnNlY3JldA==");
        }
    }

    @Test
    void textFollowsTheCharsetOfTheServer() throws Exception {
        try (var peer = Peer.that(guest -> {
            guest.hearsRequest();
            guest.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=\"utf-16be\"\r\nContent-Length: 6\r\n\r\n\0c\0a\0t");
        })) {
            assertThat(Requests.get(peer.url()).text()).isEqualTo("cat");
        }
    }

    @Test
    void aBodyInChunksIsPutTogether() throws Exception {
        try (var peer = Peer.answering(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n")) {
            assertThat(Requests.get(peer.url()).json(int[].class)).containsExactly(1, 2);
        }
    }

    @Test
    void headGivesHeadersAlone() throws Exception {
        try (var peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")) {
            var response = Requests.head(peer.url());
            assertThat(response.headers()).containsEntry("content-length", "5");
            assertThat(response.text()).isEmpty();
        }
    }

    @Test
    void anErrorStatusIsAnAnswerUntilRaised() throws Exception {
        try (var peer = Peer.answering(Peer.answer(500, "", "{\"message\": \"Server Error\"}"))) {
            var response = Requests.get(peer.url());
            assertThat(response.ok()).isFalse();
            var error = catchThrowableOfType(ClientResponseException.class, response::raiseForStatus);
            assertThat(error)
                    .hasMessage("GET " + peer.url()
                            + " answered 500 Internal Server Error: the server failed, not your code; try again later");
            assertThat(error.status()).isEqualTo(500);
            assertThat(error.reason()).isEqualTo("Internal Server Error");
        }
    }

    @Test
    void jsonOfAnErrorIsRefusedButCanBeReadAsAnElement() throws Exception {
        try (var peer = Peer.answering(Peer.answer(404, "", "{\"message\": \"Not Found\"}"))) {
            var response = Requests.get(peer.url());
            assertThatThrownBy(response::json)
                    .isExactlyInstanceOf(ClientResponseException.class)
                    .hasMessage("GET " + peer.url()
                            + " answered 404 Not Found: there is nothing at this URL, check its path;"
                            + " text() and jsonElement() read the error's own body");
            assertThatThrownBy(() -> response.json(Object.class)).isInstanceOf(ClientResponseException.class);
            assertThat(response.jsonElement()).isEqualTo(JsonParser.parseString("{\"message\": \"Not Found\"}"));
        }
    }

    @Test
    void tooManyRequestsSaysHowLongToWait() throws Exception {
        try (var peer = Peer.answering(Peer.answer(429, "Retry-After: 7\r\n", ""))) {
            assertThatThrownBy(() -> Requests.get(peer.url()).json())
                    .hasMessageStartingWith("GET " + peer.url()
                            + " answered 429 Too Many Requests: wait 7 s before you ask again, and ask for fewer at once"
                            + " (an AsyncSemaphore holds them back)");
        }
    }

    @Test
    void aBodyThatIsNotJsonIsShown() throws Exception {
        try (var peer = Peer.answering(Peer.answer(200, "Content-Type: text/html\r\n", "<html>\n  Meow"))) {
            assertThatThrownBy(() -> Requests.get(peer.url()).json())
                    .isInstanceOf(JsonDecodeException.class)
                    .hasMessage("GET " + peer.url() + " answered 200 OK with a body that is not JSON (text/html):"
                            + " it begins \"<html> Meow\"; use text() to read it")
                    .hasNoCause();
        }
    }

    @Test
    void jsonIsReadStrictly() throws Exception {
        for (var body : new String[] {"{\"fact\":", "{fact: 1}", "{} {}", "Meow"}) {
            try (var peer = Peer.answering(Peer.json(body))) {
                assertThatThrownBy(() -> Requests.get(peer.url()).jsonElement())
                        .as(body)
                        .isInstanceOf(JsonDecodeException.class);
            }
        }
    }

    @Test
    void jsonOfAnEmptyBodySaysSo() throws Exception {
        try (var peer = Peer.answering(Peer.json(""))) {
            assertThatThrownBy(() -> Requests.get(peer.url()).json())
                    .isInstanceOf(JsonDecodeException.class)
                    .hasMessage("GET " + peer.url() + " answered 200 OK without a body, expected JSON: check the URL");
        }
    }

    @Test
    void anArrayIsNoObjectAndTheMessageSaysWhatReadsIt() throws Exception {
        try (var peer = Peer.answering(Peer.json("[1, 2]"))) {
            var response = Requests.get(peer.url());
            assertThatThrownBy(response::json)
                    .isInstanceOf(JsonDecodeException.class)
                    .hasMessage("GET " + peer.url() + " answered 200 OK with JSON that is an array, not an object:"
                            + " use jsonElement() or json(SomeClass[].class)");
            assertThat(response.json(int[].class)).containsExactly(1, 2);
            assertThatThrownBy(() -> response.json(String.class))
                    .hasMessageEndingWith("answered 200 OK with JSON that does not fit String: it begins \"[1, 2]\"");
        }
    }

    @Test
    void nobodyListeningIsSaid() {
        var url = Peer.nobody();
        assertThatThrownBy(() -> Requests.get(url))
                .isInstanceOf(ClientConnectorException.class)
                .hasMessage("GET " + url + ": cannot connect to " + url.split("/", -1)[2]
                        + ", is a server running there, and the network up?");
    }

    @Test
    void aLostConnectionIsSaid() throws Exception {
        try (var peer = Peer.that(guest -> {
            guest.hearsRequest();
            guest.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            guest.reset();
        })) {
            assertThatThrownBy(() -> Requests.get(peer.url()))
                    .isInstanceOf(ServerDisconnectedException.class)
                    .hasMessageStartingWith(
                            "GET " + peer.url() + ": the connection broke before the answer was complete (");
        }
    }

    @Test
    void anAnswerThatIsNotHttpIsSaid() throws Exception {
        try (var peer = Peer.answering("220 mail.example ESMTP\r\n\r\n")) {
            assertThatThrownBy(() -> Requests.get(peer.url()))
                    .isInstanceOf(ClientConnectionException.class)
                    .hasMessageStartingWith("GET " + peer.url() + ": the answer is not HTTP (");
        }
    }

    @Test
    void noAnswerInTimeIsATimeout() throws Exception {
        try (var peer = Peer.that(Peer.Guest::awaitHangUp)) {
            assertThatThrownBy(() -> Requests.get(peer.url(), NONE.timeout(0.05)))
                    .isInstanceOf(ServerTimeoutException.class)
                    .hasMessage("GET " + peer.url()
                            + ": no complete answer within 0.05 s, try again or allow more with timeout(seconds)");
        }
    }

    @Test
    void theTimeoutCoversTheBodyAndClosesTheConnection() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var peer = Peer.that(guest -> {
            guest.hearsRequest();
            guest.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            guest.awaitHangUp();
            hungUp.countDown();
        })) {
            assertThatThrownBy(() -> Requests.get(peer.url(), NONE.timeout(0.2)))
                    .isInstanceOf(ServerTimeoutException.class);
            assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anInterruptedThreadGivesUpTheExchange() throws Exception {
        var asked = new CountDownLatch(1);
        var hungUp = new CountDownLatch(1);
        var thrown = new CompletableFuture<Throwable>();
        try (var peer = Peer.that(guest -> {
            guest.hearsRequest();
            asked.countDown();
            guest.awaitHangUp();
            hungUp.countDown();
        })) {
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    Requests.get(peer.url());
                } catch (CancelledError e) {
                    if (Thread.interrupted()) thrown.complete(e);
                }
            });
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(thrown.get(30, TimeUnit.SECONDS)).hasMessage("GET " + peer.url() + ": interrupted");
            assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsNoUrlIsRefusedWithAReason() {
        assertThatThrownBy(() -> Requests.get("catfact.ninja/fact"))
                .isInstanceOf(InvalidUrlException.class)
                .hasMessage("URL must begin with http:// or https://, was \"catfact.ninja/fact\"");
        assertThatThrownBy(() -> Requests.get("<https://catfact.ninja/fact>"))
                .isInstanceOf(InvalidUrlException.class)
                .hasMessage("URL \"<https://catfact.ninja/fact>\" has a character that URLs have not, at place 1:"
                        + " take it out, or write it as % and two digits (a space is %20)");
        assertThatThrownBy(() -> Requests.get("http:///fact")).hasMessage("URL must name a host, was \"http:///fact\"");
    }

    @Test
    void aTimeoutMustBePositive() {
        assertThatThrownBy(() -> NONE.timeout(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be > 0 s, was -1 s");
        assertThatThrownBy(() -> NONE.timeout(Double.NaN)).hasMessage("timeout must be > 0 s, was NaN s");
    }
}

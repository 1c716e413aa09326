package catnap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedirectTest {
    private static final RequestOptions NONE = new RequestOptions();

    /// Sends `/` on to `/end` with this status.
    private static Peer sendingOn(int status) {
        return Peer.that(guest -> {
            for (int i = 0; guest.hearsRequest(); i++) {
                guest.send(i == 0 ? Peer.answer(status, "Location: end\r\n", "elsewhere") : Peer.json("[]"));
            }
        });
    }

    private static Stream<String> lines(Peer peer) {
        return peer.requests().stream()
                .map(request -> request.lines().findFirst().orElseThrow());
    }

    @Test
    void aRedirectIsFollowedAndTheUrlSaysWhere() throws Exception {
        try (var peer = sendingOn(302)) {
            assertThat(Requests.get(peer.url()).url()).hasToString(peer.url() + "end");
            assertThat(lines(peer)).containsExactly("GET / HTTP/1.1", "GET /end HTTP/1.1");
        }
    }

    @Test
    void aPostThatIsSentOnBecomesAGetWithoutABody() throws Exception {
        try (var peer = sendingOn(303)) {
            Requests.post(peer.url(), NONE.data("miau"));
            assertThat(lines(peer)).containsExactly("POST / HTTP/1.1", "GET /end HTTP/1.1");
            assertThat(peer.requests().get(1)).doesNotContain("miau").doesNotContainIgnoringCase("content-type");
        }
    }

    @Test
    void aTemporaryRedirectRepeatsThePost() throws Exception {
        try (var peer = sendingOn(307)) {
            Requests.post(peer.url(), NONE.data("miau"));
            assertThat(lines(peer)).containsExactly("POST / HTTP/1.1", "POST /end HTTP/1.1");
            assertThat(peer.requests().get(1)).endsWith("miau");
        }
    }

    @Test
    void redirectsCanBeLeftAlone() throws Exception {
        try (var peer = sendingOn(302)) {
            var response = Requests.get(peer.url(), NONE.allowRedirects(false));
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.ok()).isTrue();
        }
    }

    @Test
    void aCircleEndsAfterTen() throws Exception {
        try (var peer = Peer.answering(Peer.answer(302, "Location: /\r\n", ""))) {
            assertThatThrownBy(() -> Requests.get(peer.url()))
                    .isInstanceOf(TooManyRedirectsException.class)
                    .hasMessage(
                            "GET " + peer.url() + " answered 302 Found after 10 redirects: the server sends in circles,"
                                    + " check the URL");
            assertThat(peer.requests()).hasSize(11);
        }
    }

    @Test
    void aPasswordIsNotHandedToAnotherServer() throws Exception {
        try (var other = Peer.answering(Peer.json("{}"));
                var peer = Peer.answering(Peer.answer(302, "Location: " + other.url() + "\r\n", ""))) {
            Requests.get(peer.url(), NONE.auth("tom", "secret"));
            assertThat(peer.requests().getFirst()).contains("Authorization: Basic");
            assertThat(other.requests().getFirst()).doesNotContain("Authorization");
        }
    }

    @Test
    void aRedirectToNowhereIsSaid() throws Exception {
        try (var peer = Peer.answering(Peer.answer(302, "Location: mailto:tom@example.org\r\n", ""))) {
            assertThatThrownBy(() -> Requests.get(peer.url())).isInstanceOf(InvalidUrlException.class);
        }
    }
}

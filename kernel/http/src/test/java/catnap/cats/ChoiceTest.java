package catnap.cats;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.http.Requests;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static Optional<String> reached(String url) {
        assertThat(url).isEqualTo("https://catfact.ninja/fact");
        return Optional.empty();
    }

    private static Optional<String> unreached(String url) {
        assertThat(url).isEqualTo("https://catfact.ninja/fact");
        return Optional.of("cannot be reached");
    }

    private static Optional<String> unasked(String url) {
        throw new AssertionError("asked " + url);
    }

    private static Choice choice(String wish, Function<String, Optional<String>> probe) {
        return Choice.make(Map.of("CATNAP_CATS", wish), probe);
    }

    @Test
    void theLiveServiceIsTakenWhereItAnswers() {
        assertThat(Choice.make(Map.of(), ChoiceTest::reached))
                .isEqualTo(new Choice(
                        "https://catfact.ninja/fact", "Cat facts come live from https://catfact.ninja/fact."));
    }

    @Test
    void theBundledServerStandsInWhereItDoesNot() {
        var choice = Choice.make(Map.of(), ChoiceTest::unreached);
        assertThat(choice.url()).startsWith("http://127.0.0.1:").endsWith("/fact");
        assertThat(choice.sentence())
                .isEqualTo("Cat facts come from the bundled server on this machine (catfact.ninja cannot be reached).");
        assertThat(Requests.get(choice.url()).json().has("fact")).isTrue();
    }

    @Test
    void theEnvironmentDecidesWithoutAsking() {
        assertThat(choice("live", ChoiceTest::unasked).sentence())
                .isEqualTo("Cat facts come live from https://catfact.ninja/fact (CATNAP_CATS=live).");
        assertThat(choice("local", ChoiceTest::unasked).sentence())
                .isEqualTo("Cat facts come from the bundled server on this machine (CATNAP_CATS=local).");
        assertThat(choice("http://teacher:8080/fact", ChoiceTest::unasked))
                .isEqualTo(new Choice(
                        "http://teacher:8080/fact", "Cat facts come from http://teacher:8080/fact (CATNAP_CATS)."));
    }

    @Test
    void anUnknownWishIsSaidAndLeftOut() {
        assertThat(choice("dogs", ChoiceTest::reached).sentence())
                .isEqualTo("Cat facts come live from https://catfact.ninja/fact."
                        + " CATNAP_CATS must be live, local or a URL, was \"dogs\".");
    }

    @Test
    void theBundledServerHeedsTheEnvironment() {
        var choice = Choice.make(
                Map.of("CATNAP_CATS", "local", "CATNAP_CATS_FAILURE_RATE", "1", "CATNAP_CATS_LATENCY_MS", "0"),
                ChoiceTest::unasked);
        assertThat(Requests.get(choice.url()).status()).isEqualTo(500);
    }

    @Test
    void settingsThatMakeNoSenseAreSaidAndLeftOut() {
        var choice = Choice.make(
                Map.of("CATNAP_CATS", "local", "CATNAP_CATS_FAILURE_RATE", "2", "CATNAP_CATS_LATENCY_MS", "soon"),
                ChoiceTest::unasked);
        assertThat(choice.sentence())
                .isEqualTo("Cat facts come from the bundled server on this machine (CATNAP_CATS=local)."
                        + " CATNAP_CATS_LATENCY_MS must be whole milliseconds, was \"soon\"."
                        + " CATNAP_CATS_FAILURE_RATE must be between 0 and 1, was \"2\".");
        assertThat(Requests.get(choice.url()).ok()).isTrue();
    }

    @Test
    void theProbeTellsAFactFromAnythingElse() {
        try (var good = CatServer.builder().latency(Duration.ZERO).start();
                var bad = CatServer.builder()
                        .latency(Duration.ZERO)
                        .failureRate(1)
                        .start();
                var slow = CatServer.builder().latency(Duration.ofMinutes(1)).start()) {
            assertThat(Choice.probe(good.url())).isEmpty();
            assertThat(Choice.probe(bad.url())).contains("answers 500 Internal Server Error");
            assertThat(Choice.probe(good.url("/facts"))).contains("has no fact to tell");
            assertThat(Choice.probe(slow.url())).contains("is too slow");
        }
    }

    @Test
    void theEndpointOfThisBuildIsLocal() {
        CatEndpoint.prepare();
        assertThat(CatFacts.ENDPOINT).startsWith("http://127.0.0.1:");
        assertThat(Requests.get(CatFacts.ENDPOINT).json().has("fact")).isTrue();
    }
}

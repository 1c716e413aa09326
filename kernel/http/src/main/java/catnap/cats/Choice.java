package catnap.cats;

import catnap.http.ClientException;
import catnap.http.ClientResponseException;
import catnap.http.RequestOptions;
import catnap.http.Requests;
import catnap.http.ServerTimeoutException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One source of cat facts.
///
/// @param url what answers with a fact
/// @param sentence says which source that is, and why
record Choice(String url, String sentence) {
    static final String LIVE = "https://catfact.ninja/fact";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Chooses as the environment says, else by trying.
    ///
    /// @param probe gives the reason why a URL is of no use, or none if it answers with a fact
    static Choice make(Map<String, String> environment, Function<String, Optional<String>> probe) {
        var wish = environment.getOrDefault("CATNAP_CATS", "").strip();
        if (wish.equals("live")) return new Choice(LIVE, "Cat facts come live from " + LIVE + " (CATNAP_CATS=live).");
        if (wish.equals("local")) return local(environment, "CATNAP_CATS=local");
        if (wish.startsWith("http://") || wish.startsWith("https://")) {
            return new Choice(wish, "Cat facts come from " + wish + " (CATNAP_CATS).");
        }
        var unheard = wish.isEmpty() || wish.equals("auto")
                ? ""
                : " CATNAP_CATS must be live, local or a URL, was \"" + wish + "\".";
        var found = probe.apply(LIVE)
                .map(reason -> local(environment, "catfact.ninja " + reason))
                .orElse(new Choice(LIVE, "Cat facts come live from " + LIVE + "."));
        return new Choice(found.url(), found.sentence() + unheard);
    }

    /// Asks for one fact.
    ///
    /// @return why the URL is of no use, or nothing if it is
    static Optional<String> probe(String url) {
        try {
            var answer = Requests.get(url, new RequestOptions().timeout(PATIENCE));
            return answer.json().has("fact") ? Optional.empty() : Optional.of("has no fact to tell");
        } catch (ClientResponseException e) {
            return Optional.of("answers " + e.status() + " " + e.reason());
        } catch (ServerTimeoutException _) {
            return Optional.of("is too slow");
        } catch (ClientException _) {
            return Optional.of("cannot be reached");
        }
    }

    private static Choice local(Map<String, String> environment, String reason) {
        var settings = new LocalSettings(environment);
        try {
            var url = settings.server().start().url();
            return new Choice(
                    url,
                    "Cat facts come from the bundled server on this machine (" + reason + ")." + settings.complaints());
        } catch (UncheckedIOException e) {
            return new Choice(LIVE, "Cat facts come live from " + LIVE + ": " + e.getMessage() + ".");
        }
    }
}

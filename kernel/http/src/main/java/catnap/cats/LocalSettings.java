package catnap.cats;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// What the environment says of the bundled server. A setting that cannot be used is left out and complained of.
final class LocalSettings {
    private final CatServer.Builder server = CatServer.builder();
    private final StringBuilder complaints = new StringBuilder();

    LocalSettings(Map<String, String> environment) {
        read(
                environment,
                "CATNAP_CATS_LATENCY_MS",
                "whole milliseconds",
                value -> server.latency(Duration.ofMillis(Long.parseLong(value))));
        read(
                environment,
                "CATNAP_CATS_FAILURE_RATE",
                "between 0 and 1",
                value -> server.failureRate(Double.parseDouble(value)));
        read(environment, "CATNAP_CATS_SEED", "a whole number", value -> server.seed(Long.parseLong(value)));
    }

    CatServer.Builder server() {
        return server;
    }

    /// Empty, or sentences that each begin with a space.
    String complaints() {
        return complaints.toString();
    }

    private void read(Map<String, String> environment, String name, String expected, Consumer<String> setting) {
        var value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) return;
        try {
            setting.accept(value);
        } catch (IllegalArgumentException _) { // of which NumberFormatException is one
            complaints
                    .append(' ')
                    .append(name)
                    .append(" must be ")
                    .append(expected)
                    .append(", was \"")
                    .append(value)
                    .append("\".");
        }
    }
}

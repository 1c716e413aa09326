package catnap.cats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The facts that the local server knows, one sentence each, written for Catnap.
final class Facts {
    private static final String RESOURCE = "facts.txt";

    private Facts() {}

    static List<String> all() {
        try (var lines = Objects.requireNonNull(Facts.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return List.copyOf(new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

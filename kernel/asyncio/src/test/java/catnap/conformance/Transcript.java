package catnap.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a reference program printed: the lines of each scenario, under its name.
///
/// @param scenarios the lines by name, in the program's order
record Transcript(Map<String, List<String>> scenarios) {
    private static final String HEAD = "## ";

    static Transcript parse(String text) {
        var scenarios = new LinkedHashMap<String, List<String>>();
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEAD)) {
                lines = new ArrayList<>();
                scenarios.put(line.substring(HEAD.length()), lines);
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return new Transcript(scenarios);
    }

    static Transcript recorded(String resource) {
        try (InputStream in = Objects.requireNonNull(Transcript.class.getResourceAsStream(resource), resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    List<String> lines(String scenario) {
        return Objects.requireNonNull(scenarios.get(scenario), scenario);
    }
}

package catnap.kernel;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a user's history is kept: `catnap/history.jsonl` in Jupyter's data folder, which is found as Jupyter does.
///
/// `CATNAP_HISTORY` names another file; set to nothing it keeps none.
final class HistoryPlace {
    static final String VARIABLE = "CATNAP_HISTORY";

    private HistoryPlace() {}

    /// @param system Java's `os.name`
    static Optional<Path> from(Map<String, String> environment, String home, String system) {
        var chosen = environment.get(VARIABLE);
        if (chosen != null) return chosen.isBlank() ? Optional.empty() : Optional.of(Path.of(chosen));
        return Optional.of(
                dataFolder(environment, Path.of(home), system).resolve("catnap").resolve("history.jsonl"));
    }

    private static Path dataFolder(Map<String, String> environment, Path home, String system) {
        var jupyter = environment.getOrDefault("JUPYTER_DATA_DIR", "");
        if (!jupyter.isEmpty()) return Path.of(jupyter);
        if (system.startsWith("Mac")) return home.resolve("Library").resolve("Jupyter");
        if (system.startsWith("Windows")) {
            var roaming = environment.getOrDefault("APPDATA", "");
            return roaming.isEmpty() ? home.resolve(".jupyter").resolve("data") : Path.of(roaming, "jupyter");
        }
        var shared = environment.getOrDefault("XDG_DATA_HOME", "");
        return (shared.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(shared)).resolve("jupyter");
    }
}

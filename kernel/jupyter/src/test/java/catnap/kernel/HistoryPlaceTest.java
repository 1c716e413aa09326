package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The history lies where Jupyter keeps a user's data.
class HistoryPlaceTest {
    private static String place(Map<String, String> environment, String system) {
        return HistoryPlace.from(environment, "/home/tom", system)
                .map(Path::toString)
                .orElse("nowhere");
    }

    @Test
    void itFollowsJupytersDataFolder() {
        assertThat(place(Map.of(), "Linux")).isEqualTo("/home/tom/.local/share/jupyter/catnap/history.jsonl");
        assertThat(place(Map.of("XDG_DATA_HOME", "/data"), "Linux")).isEqualTo("/data/jupyter/catnap/history.jsonl");
        assertThat(place(Map.of("JUPYTER_DATA_DIR", "/jupyter", "XDG_DATA_HOME", "/data"), "Linux"))
                .isEqualTo("/jupyter/catnap/history.jsonl");
        assertThat(place(Map.of(), "Mac OS X")).isEqualTo("/home/tom/Library/Jupyter/catnap/history.jsonl");
        assertThat(place(Map.of("APPDATA", "/roaming"), "Windows 11"))
                .isEqualTo("/roaming/jupyter/catnap/history.jsonl");
        assertThat(place(Map.of(), "Windows 11")).isEqualTo("/home/tom/.jupyter/data/catnap/history.jsonl");
    }

    @Test
    void aVariableChoosesAnotherOrNone() {
        assertThat(place(Map.of("CATNAP_HISTORY", "/mine.jsonl"), "Linux")).isEqualTo("/mine.jsonl");
        assertThat(place(Map.of("CATNAP_HISTORY", ""), "Linux")).isEqualTo("nowhere");
    }
}

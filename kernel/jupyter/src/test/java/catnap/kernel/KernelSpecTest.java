package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What Jupyter reads before a kernel runs, and what an old Java would.
class KernelSpecTest {
    private static final int JAVA_8 = 52;

    private static JsonObject spec() throws IOException {
        return JsonParser.parseString(Files.readString(Path.of("src/main/kernelspec/kernel.json")))
                .getAsJsonObject();
    }

    @Test
    void nothingIsLeftToFillInButTheJavaAndWhatJupyterFillsIn() throws IOException {
        String text = spec().toString();
        assertThat(Pattern.compile("@\\w+@|\\{\\w+}")
                        .matcher(text)
                        .results()
                        .map(found -> found.group())
                        .distinct())
                .containsExactlyInAnyOrder("@JAVA@", "{resource_dir}", "{connection_file}");
        assertThat(spec().getAsJsonArray("argv").get(0).getAsString()).isEqualTo("@JAVA@");
    }

    @Test
    void stopIsAMessageAndNothingIsPromisedThatIsNotThere() throws IOException {
        assertThat(spec().get("language").getAsString()).isEqualTo("java");
        assertThat(spec().get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(spec().getAsJsonObject("metadata").get("debugger").getAsBoolean())
                .isFalse();
    }

    @Test
    void anOldJavaCanLoadTheClassThatTellsItSo() throws IOException {
        try (var in =
                new DataInputStream(Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            assertThat(in.readUnsignedShort()).isZero();
            assertThat(in.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }
}

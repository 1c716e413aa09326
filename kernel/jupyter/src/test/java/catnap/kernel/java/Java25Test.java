package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Cells of every kind that the language has, each in a session of its own.
///
/// They stand in a file, which the comparison with other kernels reads too: `=== name → value` begins a kind, `%%`
/// parts
/// its cells, and a line break within the value is written `\n`.
class Java25Test {
    private static final String KINDS = "kinds-of-cells.txt";

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindOfCellRuns(String name, String value, String text) throws Throwable {
        var cells = new Cells();
        Object last = null;
        for (String cell : text.split("\n%%\n", -1)) last = cells.run(cell);
        assertThat(String.valueOf(last).replace("\n", "\\n")).isEqualTo(value);
    }

    static Stream<Arguments> kinds() {
        return Arrays.stream(("\n" + file()).split("\n=== ", -1)).skip(1).map(Java25Test::kind);
    }

    private static Arguments kind(String section) {
        int body = section.indexOf('\n');
        String head = section.substring(0, body);
        int arrow = head.indexOf(" → ");
        return Arguments.of(
                head.substring(0, arrow),
                head.substring(arrow + 3),
                section.substring(body + 1).stripTrailing());
    }

    private static String file() {
        try (var in = Objects.requireNonNull(Java25Test.class.getResourceAsStream(KINDS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

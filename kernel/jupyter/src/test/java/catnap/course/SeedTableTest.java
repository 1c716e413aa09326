package catnap.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table that says where each piece of the seed is taught.
class SeedTableTest {
    private static final Pattern ID = Pattern.compile("`([^`]+)`");

    /// One row.
    record Row(String piece, String notebook, String cells) {
        static Row of(String line) {
            var parts = line.split("\\|", -1);
            return new Row(parts[1].strip(), parts[2].strip(), parts[3].strip());
        }
    }

    static List<Row> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Lesson.ROOT.resolve("kernel/docs/seed-table.md"))) {
            return lines.filter(line -> line.startsWith("| "))
                    .skip(2)
                    .map(Row::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyPieceHasItsCells(Row row) {
        var named = ID.matcher(row.cells())
                .results()
                .map((MatchResult id) -> id.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(Lesson.named(row.notebook()).cells().stream().map(Lesson.Cell::id))
                .containsAll(named);
    }
}

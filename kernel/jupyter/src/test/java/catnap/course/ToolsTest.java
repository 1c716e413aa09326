package catnap.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The tools of the course's authors, which are Python, where there is one.
class ToolsTest {
    private record Ran(int exitCode, String said) {}

    @BeforeAll
    static void python() {
        boolean found;
        try {
            found = python("-c", "import json").exitCode() == 0;
        } catch (IOException | InterruptedException e) {
            found = false;
        }
        assumeTrue(found, "no python3");
    }

    private static Ran python(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(Lesson.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    @Test
    void theyKeepTheirPromises() throws Exception {
        var ran = python("-m", "unittest", "discover", "-s", "kernel/course");
        assertThat(ran.said()).contains("OK").doesNotContain("Ran 0 tests");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void theLearnersNotebooksAreWhatTheSolutionsGive() throws Exception {
        var ran = python("kernel/course/course.py", "same");
        assertThat(ran.said()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }
}

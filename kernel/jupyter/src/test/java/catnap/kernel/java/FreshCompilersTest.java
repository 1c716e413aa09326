package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where javac's inside is not to be had, as on a JDK that has changed it, javac's public API does the same.
class FreshCompilersTest {
    /// Runs some cells in a JVM that exports nothing.
    public static void main(String[] arguments) throws Throwable {
        var cells = new Cells();
        var results = List.of(
                String.valueOf(cells.run("record Cat(String name) {}\nvar cats = List.of(new Cat(\"Tom\"));")),
                cells.run("cats.getFirst().name()"),
                cells.session().compile(3, "cats.length").getClass().getSimpleName(),
                cells.session()
                        .complete("cats.getFir", 11)
                        .proposals()
                        .getFirst()
                        .text(),
                cells.run("int later() { return 3; }\nlater() + cats.size()"));
        IO.println(results);
    }

    @Test
    void cellsAreCompiledWithoutJavacsPackages() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshCompilersTest.class.getName())
                .redirectErrorStream(true)
                .start();

        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).isEqualTo("[null, Tom, Rejected, getFirst, 4]\n");
        assertThat(process.waitFor()).isZero();
    }
}

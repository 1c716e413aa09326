package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `%maven` with a repository of files.
class MavenMagicTest {
    /// As many published libraries have one: whoever reads it must know which Java this is.
    private static final String PROFILE =
            "<profiles><profile><id>modern</id>" + "<activation><jdk>[11,)</jdk></activation></profile></profiles>";

    @TempDir
    private Path folder;

    private Notebook notebook;
    private String repository;

    @BeforeEach
    void open() throws IOException {
        System.setProperty("maven.repo.local", folder.resolve("local").toString());
        Path remote = folder.resolve("remote");
        repository = remote.toUri().toString();
        library(remote, "base", "", "public static String word() { return \"base\"; }");
        library(
                remote,
                "top",
                "<dependencies><dependency><groupId>example</groupId><artifactId>base</artifactId>"
                        + "<version>1.0</version></dependency></dependencies>" + PROFILE,
                "public static String word() { return \"top\"; }");
        System.setProperty("CATNAP_MAVEN", repository);
        notebook = new Notebook();
    }

    @AfterEach
    void close() {
        notebook.close();
        System.clearProperty("CATNAP_MAVEN");
        System.clearProperty("maven.repo.local");
    }

    private static void library(Path remote, String name, String dependencies, String body) throws IOException {
        library(remote, name, "1.0", dependencies, body);
    }

    private static void library(Path remote, String name, String version, String dependencies, String body)
            throws IOException {
        Path place = Files.createDirectories(remote.resolve("example/" + name + "/" + version));
        TestJar.write(place.resolve(name + "-" + version + ".jar"), "example." + name + ".Words", body);
        Files.writeString(place.resolve(name + "-" + version + ".pom"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>example</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>
                """.formatted(name, version, dependencies));
    }

    private Notebook.Cell maven(String arguments, String code) {
        return notebook.run("%maven " + arguments + "\n" + code);
    }

    @Test
    void aLibraryComesWithWhatItNeedsAndCanBeUsedInTheSameCell() {
        var cell = maven("example:top:1.0", "example.top.Words.word() + example.base.Words.word()");
        assertThat(cell.value()).isEqualTo("topbase");
        assertThat(cell.displayed("text/plain")).containsExactly("added top-1.0.jar, base-1.0.jar");
        assertThat(notebook.session().complete("example.top.Words.wo", 20).matches())
                .extracting(Completions.Match::text)
                .containsExactly("word");
    }

    @Test
    void whatWasFoundOnceNeedsNoNetwork() throws IOException {
        assertThat(maven("example:top:1.0", "1").value()).isEqualTo("1");
        Files.move(folder.resolve("remote"), folder.resolve("gone"));
        assertThat(maven("example:top:1.0", "example.base.Words.word()").value())
                .isEqualTo("base");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(maven("example:nothing:1.0", "1").failure().message())
                .isEqualTo("%maven: there is no example:nothing:jar:1.0 in " + repository
                        + ": check group, artifact and version");
    }

    @Test
    void wrongCoordinatesAreToldApart() {
        assertThat(maven("commons-lang3", "1").failure().message())
                .isEqualTo("%maven: commons-lang3 is not group:artifact:version, such as"
                        + " org.apache.commons:commons-lang3:3.20.0");
        assertThat(notebook.run("%maven").failure().message()).startsWith("%maven: which library?");
        assertThat(notebook.run("%maven a:b:1 --repo").failure().message())
                .isEqualTo("%maven: a URL is missing behind --repo");
    }

    @Test
    void aServerThatCannotBeReachedIsNamed() {
        // A port that nobody listens on.
        String nobody = "http://127.0.0.1:9/";
        assertThat(notebook.run("%env CATNAP_MAVEN=" + nobody + "\n%maven example:top:1.0")
                        .failure()
                        .message())
                .startsWith("%maven: cannot reach " + nobody + " for example:top:")
                .endsWith("; what was downloaded before can be used without a network");
    }

    @Test
    void oneOfSeveralServersThatCannotBeReachedIsNamed() {
        // A port that nobody listens on.
        String nobody = "http://127.0.0.1:9/";
        assertThat(maven("example:nothing:1.0 --repo " + nobody, "1").failure().message())
                .startsWith("%maven: cannot reach " + nobody + " for example:nothing:")
                .endsWith("), and it is not in " + repository
                        + "; what was downloaded before can be used without a network");
        assertThat(notebook.run("%maven a:b:1 --repo nowhere").failure().message())
                .isEqualTo("%maven: nowhere is no URL of a repository, such as https://repo.example.org/maven");
    }

    @Test
    void anotherVersionOfWhatIsThereIsLeftOut() throws IOException {
        library(folder.resolve("remote"), "base", "2.0", "", "public static String word() { return \"newer\"; }");
        assertThat(maven("example:base:1.0", "example.base.Words.word()").value())
                .isEqualTo("base");
        var newer = maven("example:base:2.0", "example.base.Words.word()");
        assertThat(newer.displayed("text/plain"))
                .containsExactly("nothing was added; base-2.0.jar was left out, because version 1.0 is there already:"
                        + " restart the kernel to use another one");
        assertThat(newer.value()).isEqualTo("base");
        assertThat(maven("example:top:1.0", "example.top.Words.word()").value())
                .as("what is there already may be asked for again")
                .isEqualTo("top");
    }
}

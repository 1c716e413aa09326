package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every example in a comment of the two libraries, in the README and in the pages runs, as a cell, and prints what it
/// says it prints: `// → text` at the end of a line. One marked `java preview` is a program for `java
/// --enable-preview`.
class ExamplesTest {
    private static final Path HOME = Path.of("..", "..");
    private static final Pattern FENCE = Pattern.compile("^( *)```java( preview)?$");
    private static final Pattern PRINTS = Pattern.compile("// → (.*)$");

    private static final Pattern SLOW_STEP = Pattern.compile("^!.* held the event loop for \\d");

    /// What the examples take for granted.
    private static final String GIVEN = """
            var server = CatServer.builder().latency(Duration.ZERO).start();
            String ENDPOINT = server.url();
            String url = ENDPOINT;
            Coroutine<String> getCatFact() {
                return async(() -> {
                    var response = await(toThread(() -> Requests.get(ENDPOINT)));
                    return response.json().get("fact").getAsString();
                });
            }
            int balance = 1;
            int stock = 1;
            var lock = new AsyncLock();
            var condition = new AsyncCondition();
            Coroutine<Integer> compute(int from) {
                return async(() -> from + 1);
            }
            Flow.Publisher<Integer> publisher = toPublisher(asyncGenerator(g -> { g.yield(1); g.yield(2); }));
            """;

    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run(GIVEN).value();
    }

    @AfterAll
    static void close() {
        notebook.run("server.close();").value();
        notebook.close();
    }

    private record Example(Path file, int line, boolean preview, String code) {
        List<String> prints() {
            return code.lines()
                    .map(PRINTS::matcher)
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group(1).strip())
                    .toList();
        }

        @Override
        public String toString() {
            return HOME.relativize(file) + ":" + line;
        }
    }

    private static List<Example> examples() throws IOException {
        var examples = new ArrayList<Example>();
        for (Path file : files()) examples.addAll(examples(file));
        return examples;
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>(List.of(HOME.resolve("README.md")));
        files.addAll(below("kernel/docs", ".md"));
        files.addAll(below("kernel/asyncio/src/main", ".java"));
        files.addAll(below("kernel/http/src/main", ".java"));
        return files;
    }

    private static List<Path> below(String folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(HOME.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static List<Example> examples(Path file) throws IOException {
        var examples = new ArrayList<Example>();
        boolean comments = file.toString().endsWith(".java");
        List<String> lines = Files.readAllLines(file).stream()
                .map(line -> comments ? line.strip().replaceFirst("^/// ?", "") : line)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            var fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) continue;
            int first = i + 1;
            var code = new StringBuilder();
            for (i = first; !lines.get(i).strip().equals("```"); i++)
                code.append(lines.get(i)).append('\n');
            examples.add(new Example(file, first + 1, fence.group(2) != null, code.toString()));
        }
        return examples;
    }

    @TestFactory
    Stream<DynamicTest> everyExampleRunsAndPrintsWhatItSays(@TempDir Path folder) throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.toString(),
                        () -> assertThat(example.preview() ? run(example, folder) : run(example))
                                .as(example + "\n" + example.code())
                                .isEqualTo(example.prints())));
    }

    /// The lines that an example prints as a cell; only those it announces, if it announces none.
    private static List<String> run(Example example) {
        var cell = notebook.run(example.code());
        cell.value();
        List<String> printed = cell.printed()
                .lines()
                .filter(line -> !SLOW_STEP.matcher(line).find()) // a loaded machine's doing
                .toList();
        assertThat(printed).noneMatch(line -> line.contains("!"));
        return example.prints().isEmpty() ? List.of() : printed;
    }

    private static List<String> run(Example example, Path folder) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("Main.java"), example.code());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "--enable-preview", program.toString())
                .redirectErrorStream(true)
                .start();
        List<String> printed;
        try (var output = process.inputReader()) {
            printed = output.lines().filter(line -> !line.startsWith("Note: ")).toList();
        }
        assertThat(process.waitFor()).as(String.join("\n", printed)).isZero();
        return printed;
    }

    @Test
    void thereAreExamplesInCommentsAndInPages() throws IOException {
        assertThat(examples())
                .extracting(example -> example.file().getFileName().toString())
                .contains("README.md", "Asyncio.java", "TaskGroup.java", "ClientSession.java", "asyncio-java-jdk.md");
    }
}

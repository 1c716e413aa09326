package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that say which test holds a promise must name tests that are there.
class NamedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`((?:\\w+[./])?\\w+Test)\\.(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"complaints.md", "kernel-promises.md"})
    void everyTestThatAPageNamesIsThere(String page) throws IOException {
        var missing = new ArrayList<String>();
        int named = 0;
        var matcher = NAMED.matcher(Files.readString(Path.of("../docs", page)));
        while (matcher.find()) {
            named++;
            var sources = sources(matcher.group(1).replace('.', '/'));
            boolean there = false;
            for (Path source : sources) there |= Files.readString(source).contains("void " + matcher.group(2) + "(");
            if (!there) missing.add(matcher.group());
        }
        assertThat(named).isPositive();
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources(String test) throws IOException {
        var found = new ArrayList<Path>();
        for (String module : List.of("asyncio", "http", "jupyter")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.endsWith(test + ".java")).forEach(found::add);
            }
        }
        return found;
    }
}

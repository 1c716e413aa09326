package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was run can be asked for again.
class HistoryTest {
    private final History history = new History(new KernelLog(System.err));

    @BeforeEach
    void fill() {
        history.add(1, "int a = 1;", null);
        history.add(2, "a + 1", "2");
        history.add(3, "for (;;)\n  break;", null);
        history.add(4, "a + 1", "2");
    }

    @Test
    void theTailIsTheLatestInOrder() throws MalformedMessage {
        assertThat(ask("{'hist_access_type': 'tail', 'n': 2}"))
                .isEqualTo("[[1,3,\"for (;;)\\n  break;\"],[1,4,\"a + 1\"]]");
        assertThat(ask("{'hist_access_type': 'tail', 'n': 0}")).isEqualTo("[]");
        assertThat(ask("{'hist_access_type': 'tail', 'n': -1}")).isEqualTo("[]");
    }

    @Test
    void aRangeEndsBeforeItsStop() throws MalformedMessage {
        assertThat(ask("{'hist_access_type': 'range', 'session': 1, 'start': 1, 'stop': 3}"))
                .isEqualTo("[[1,1,\"int a = 1;\"],[1,2,\"a + 1\"]]");
        assertThat(ask("{'hist_access_type': 'range', 'session': 0, 'start': 4, 'stop': null}"))
                .isEqualTo("[[1,4,\"a + 1\"]]");
        assertThat(ask("{'hist_access_type': 'range', 'session': 7, 'start': 0}"))
                .isEqualTo("[]");
    }

    @Test
    void outputsComeOnRequest() throws MalformedMessage {
        assertThat(ask("{'hist_access_type': 'range', 'start': 1, 'stop': 3, 'output': true}"))
                .isEqualTo("[[1,1,[\"int a = 1;\",null]],[1,2,[\"a + 1\",\"2\"]]]");
    }

    @Test
    void aSearchIsAShellPattern() throws MalformedMessage {
        assertThat(ask("{'hist_access_type': 'search', 'pattern': 'int*'}")).isEqualTo("[[1,1,\"int a = 1;\"]]");
        assertThat(ask("{'hist_access_type': 'search', 'pattern': 'a ? 1'}"))
                .isEqualTo("[[1,2,\"a + 1\"],[1,4,\"a + 1\"]]");
        assertThat(ask("{'hist_access_type': 'search', 'pattern': '*break*'}"))
                .isEqualTo("[[1,3,\"for (;;)\\n  break;\"]]");
        assertThat(ask("{'hist_access_type': 'search', 'pattern': 'a + 1', 'unique': true}"))
                .isEqualTo("[[1,4,\"a + 1\"]]");
        assertThat(ask("{'hist_access_type': 'search', 'pattern': '*', 'n': 1}"))
                .isEqualTo("[[1,4,\"a + 1\"]]");
    }

    @Test
    void earlierSessionsComeFirstAndAreAskedForByNumber(@TempDir Path folder) throws MalformedMessage {
        var file = folder.resolve("catnap").resolve("history.jsonl");
        var first = kept(file);
        first.add(1, "int a = 1;", null);
        first.save();
        var second = kept(file);
        second.add(1, "a + 1", "2");
        second.add(2, "a + 2", "3");
        second.save();
        var third = kept(file);
        third.add(1, "a + 3", "4");

        assertThat(ask(third, "{'hist_access_type': 'tail', 'n': 3}"))
                .isEqualTo("[[2,1,\"a + 1\"],[2,2,\"a + 2\"],[3,1,\"a + 3\"]]");
        assertThat(ask(third, "{'hist_access_type': 'range', 'session': 0}")).isEqualTo("[[3,1,\"a + 3\"]]");
        assertThat(ask(third, "{'hist_access_type': 'range', 'session': -1, 'start': 2, 'output': true}"))
                .isEqualTo("[[2,2,[\"a + 2\",\"3\"]]]");
        assertThat(ask(third, "{'hist_access_type': 'range', 'session': 1, 'output': true}"))
                .isEqualTo("[[1,1,[\"int a = 1;\",null]]]");
        assertThat(ask(third, "{'hist_access_type': 'search', 'pattern': '*+ ?', 'n': 2}"))
                .isEqualTo("[[2,2,\"a + 2\"],[3,1,\"a + 3\"]]");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOnceAndTheSessionHasItsHistory(@TempDir Path folder) throws Exception {
        var errors = new ByteArrayOutputStream();
        var history = new History(new KernelLog(new PrintStream(errors, true, StandardCharsets.UTF_8)));
        var noFolder = Files.writeString(folder.resolve("taken"), "a file, not a folder");
        history.keepIn(new HistoryFile(noFolder.resolve("history.jsonl")));
        history.add(1, "1", null);
        history.save();
        history.add(2, "2", null);
        history.save();

        assertThat(ask(history, "{'hist_access_type': 'tail'}")).isEqualTo("[[1,1,\"1\"],[1,2,\"2\"]]");
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("catnap: the history is not kept: ")
                .hasLineCount(1);
    }

    private static History kept(Path file) {
        var history = new History(new KernelLog(System.err));
        history.keepIn(new HistoryFile(file));
        return history;
    }

    private String ask(String content) throws MalformedMessage {
        return ask(history, content);
    }

    private static String ask(History history, String content) throws MalformedMessage {
        JsonObject request = JsonParser.parseString(content).getAsJsonObject();
        return history.reply(request).getAsJsonArray("history").toString();
    }

    @Test
    void aFrontEndIsToldWhatItRan() {
        try (var kernel = RunningKernel.start()) {
            kernel.client().execute("1 + 1");
            var request = new JsonObject();
            request.addProperty("hist_access_type", "tail");
            request.addProperty("n", 5);
            request.addProperty("output", true);

            var answer = kernel.client().ask(Channel.SHELL, "history_request", request);

            assertThat(answer.status()).isEqualTo("ok");
            assertThat(answer.content().getAsJsonArray("history").toString()).isEqualTo("[[1,1,[\"1 + 1\",\"2\"]]]");
        }
    }
}

package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the editor asks: it is answered at once, also while a cell runs.
class AnswersTest {
    private static RunningKernel kernel;
    private static KernelClient client;

    @BeforeAll
    static void start() {
        kernel = RunningKernel.start();
        client = kernel.client();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    @Test
    void whoeverSubscribesIsWelcomed() {
        try (var second = kernel.anotherClient()) {
            // Every client hears of the newcomer; its own welcome came before it was ready.
            var welcome = client.awaitPublished(m -> m.type().equals("iopub_welcome"));
            assertThat(welcome.content()).hasToString("{\"subscription\":\"\"}");
            assertThat(welcome.parent().isEmpty()).isTrue();
            assertThat(second.execute("1").result()).isEqualTo("1");
        }
    }

    @Test
    void kernelInfoSaysWhatHighlightersNeed() {
        var info = client.ask(Channel.SHELL, "kernel_info_request", new JsonObject())
                .content();

        assertThat(info.get("status").getAsString()).isEqualTo("ok");
        assertThat(info.get("protocol_version").getAsString()).isEqualTo("5.4");
        assertThat(info.get("implementation").getAsString()).isEqualTo("catnap");
        assertThat(info.get("banner").getAsString()).contains("Catnap");
        assertThat(info.getAsJsonArray("help_links")).allSatisfy(link -> {
            assertThat(link.getAsJsonObject().get("text").getAsString()).isNotEmpty();
            assertThat(link.getAsJsonObject().get("url").getAsString()).startsWith("https://");
        });
        var language = info.getAsJsonObject("language_info");
        assertThat(language.get("name").getAsString()).isEqualTo("java");
        assertThat(language.get("version").getAsString()).isEqualTo(System.getProperty("java.version"));
        assertThat(language.get("mimetype").getAsString()).isEqualTo("text/x-java");
        assertThat(language.get("file_extension").getAsString()).isEqualTo(".java");
        assertThat(language.get("codemirror_mode").getAsString()).isEqualTo("text/x-java");
        assertThat(language.get("pygments_lexer").getAsString()).isEqualTo("java");
    }

    @Test
    void controlAnswersToo() {
        var info = client.ask(Channel.CONTROL, "kernel_info_request", new JsonObject());

        assertThat(info.status()).isEqualTo("ok");
    }

    @Test
    void aConnectRequestIsHarmless() {
        var answer = client.ask(Channel.SHELL, "connect_request", new JsonObject());

        assertThat(answer.reply().type()).isEqualTo("connect_reply");
    }

    @Test
    void completionCountsInCodePoints() {
        // The cat before the cursor is one code point and two chars.
        var code = "String cat = \"🐈\"; cat.toUpperC";
        client.execute("String cat = \"\";");

        var answer =
                client.ask(Channel.SHELL, "complete_request", question(code, code.codePointCount(0, code.length())));

        assertThat(answer.status()).isEqualTo("ok");
        int start = answer.content().get("cursor_start").getAsInt();
        int end = answer.content().get("cursor_end").getAsInt();
        assertThat(end).isEqualTo(code.codePointCount(0, code.length()));
        assertThat(code.substring(code.offsetByCodePoints(0, start), code.offsetByCodePoints(0, end)))
                .isEqualTo("toUpperC");
        assertThat(answer.content().getAsJsonArray("matches"))
                .anySatisfy(match -> assertThat(match.getAsString()).startsWith("toUpperCase"));
        assertThat(answer.content().getAsJsonObject("metadata").getAsJsonArray("_jupyter_types_experimental"))
                .hasSameSizeAs(answer.content().getAsJsonArray("matches"));
    }

    @Test
    void aCursorBeyondTheCodeIsItsEnd() {
        var answer = client.ask(Channel.SHELL, "complete_request", question("Strin", 1_000));

        assertThat(answer.content().get("cursor_end").getAsInt()).isEqualTo(5);
    }

    @Test
    void inspectFindsAMethod() {
        var answer = client.ask(Channel.SHELL, "inspect_request", question("\"cat\".indexOf(", 14));

        assertThat(answer.content().get("found").getAsBoolean()).isTrue();
        assertThat(answer.content().getAsJsonObject("data").get("text/plain").getAsString())
                .contains("indexOf");
    }

    @Test
    void inspectSaysThatItFoundNothing() {
        var answer = client.ask(Channel.SHELL, "inspect_request", question("noSuchThing(", 12));

        assertThat(answer.status()).isEqualTo("ok");
        assertThat(answer.content().get("found").getAsBoolean()).isFalse();
        assertThat(answer.content().getAsJsonObject("data").isEmpty()).isTrue();
    }

    @Test
    void anOpenBraceIsIncomplete() {
        assertThat(completeness("1 + 1")).isEqualTo("complete");
        assertThat(completeness("for (int i = 0; i < 3; i++) {")).isEqualTo("incomplete");
    }

    private String completeness(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        return client.ask(Channel.SHELL, "is_complete_request", content).status();
    }

    @Test
    void completionIsAnsweredWhileACellRuns() {
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(RunningKernel.WAIT));
        var asked = client.next(Channel.STDIN);

        var completion = client.ask(Channel.SHELL, "complete_request", question("Strin", 5));
        assertThat(completion.status()).isEqualTo("ok");

        client.answer(asked, "done");
        assertThat(client.answerTo(Channel.SHELL, id).status()).isEqualTo("ok");
    }

    @Test
    void theKernelIsSaidToBeBusyAgainWhileTheCellGoesOn() {
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(RunningKernel.WAIT));
        var asked = client.next(Channel.STDIN);
        client.awaitPublished(m -> m.answers(id) && m.type().equals("execute_input"));
        client.claim(_ -> true);

        client.ask(Channel.SHELL, "is_complete_request", question("1", 1));
        client.awaitPublished(m -> m.answers(id) && m.isStatus("busy"));

        client.answer(asked, "done");
        assertThat(client.answerTo(Channel.SHELL, id).status()).isEqualTo("ok");
    }

    @Test
    void aHeartbeatComesBackAsItWas() {
        assertThat(client.heartbeat("ping")).isEqualTo("ping");
        assertThat(client.heartbeat("")).isEqualTo("");
    }

    private static JsonObject question(String code, int cursor) {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", cursor);
        content.addProperty("detail_level", 0);
        return content;
    }
}

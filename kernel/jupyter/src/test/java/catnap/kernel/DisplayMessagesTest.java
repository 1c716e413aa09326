package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.Channel;
import catnap.kernel.protocol.KernelClient;
import catnap.kernel.protocol.KernelClient.Received;
import catnap.kernel.protocol.TestConnection;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cells show, as a front end hears of it from a kernel of its own process.
class DisplayMessagesTest {
    private static KernelProcess kernel;
    private static KernelClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        var connection = TestConnection.fresh();
        kernel =
                KernelProcess.start(folder, Map.of(), connection.writeTo(folder).toString());
        client = KernelProcess.connect(connection);
        client.execute("record Cat(String name, int age) {}");
    }

    @AfterAll
    static void stop() {
        client.close();
        kernel.close();
    }

    private static String error(String code) {
        var answer = client.execute(code);
        assertThat(answer.status()).isEqualTo("error");
        return answer.content().get("evalue").getAsString();
    }

    private static JsonObject data(Received message) {
        return message.content().getAsJsonObject("data");
    }

    private static String data(Received message, String type) {
        return data(message).get(type).getAsString();
    }

    /// All forms of a cell's result.
    private static JsonObject result(String code) {
        var results = client.executeWell(code).published("execute_result");
        assertThat(results).hasSize(1);
        return data(results.getFirst());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static String displayId(Received message) {
        return message.content().getAsJsonObject("transient").get("display_id").getAsString();
    }

    /// What a table in HTML says, a line for each row.
    private static String cells(String html) {
        return html.replaceAll("</th><td[^>]*>", ": ").replace("</tr>", "\n").replaceAll("<[^>]+>", "");
    }

    @Test
    void markedUpTextTravelsUnderItsMimeType() {
        assertThat(result("html(\"<b>7</b> &lt; 9\")"))
                .isEqualTo(json("{'text/html': '<b>7</b> &lt; 9', 'text/plain': '7 < 9'}"));
        assertThat(result("markdown(\"# Cats\")"))
                .isEqualTo(json("{'text/markdown': '# Cats', 'text/plain': '# Cats'}"));
        assertThat(result("latex(\"x^2\")"))
                .isEqualTo(json("{'text/latex': '$\\\\displaystyle x^2$', 'text/plain': 'x^2'}"));
    }

    @Test
    void aDrawingIsAnImageThatSurvivesWithoutTrust() {
        var data = result("svg(\"<svg width='9' height='9'/>\", \"a <dot>\")");
        assertThat(data.keySet()).containsExactlyInAnyOrder("text/html", "text/plain");
        assertThat(data.get("text/plain").getAsString()).isEqualTo("a <dot>");
        String html = data.get("text/html").getAsString();
        assertThat(html).startsWith("<img alt=\"a &lt;dot&gt;\" src=\"data:image/svg+xml;base64,");
        String drawing = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
        assertThat(new String(Base64.getDecoder().decode(drawing), StandardCharsets.UTF_8))
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\" width='9' height='9'/>");
    }

    @Test
    void aBitmapArrivesPixelForPixel() throws IOException {
        var answer = client.executeWell("""
                var bitmap = new java.awt.image.BufferedImage(3, 2, java.awt.image.BufferedImage.TYPE_INT_ARGB);
                bitmap.setRGB(2, 1, 0x80336699);
                bitmap""");
        var message = answer.published("execute_result").getFirst();
        assertThat(data(message, "text/plain")).isEqualTo("<image 3×2>");
        assertThat(message.content().getAsJsonObject("metadata"))
                .isEqualTo(json("{'image/png': {'width': 3, 'height': 2}}"));
        BufferedImage read = picture(data(message));
        assertThat(List.of(read.getWidth(), read.getHeight())).containsExactly(3, 2);
        assertThat(read.getRGB(2, 1)).isEqualTo(0x80336699);
        assertThat(read.getRGB(0, 0)).isZero();
    }

    @Test
    void aPngFileIsShownAsItIs() throws IOException {
        var data = result("""
                var file = new java.io.ByteArrayOutputStream();
                var drawn = new java.awt.image.BufferedImage(5, 4, java.awt.image.BufferedImage.TYPE_INT_RGB);
                javax.imageio.ImageIO.write(drawn, "png", file);
                image(file.toByteArray())""");
        assertThat(picture(data).getWidth()).isEqualTo(5);
        assertThat(error("image(new byte[100])")).isEqualTo("these 100 bytes are no PNG image");
    }

    private static BufferedImage picture(JsonObject data) throws IOException {
        byte[] png = Base64.getDecoder().decode(data.get("image/png").getAsString());
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
    }

    @Test
    void aBitmapMayHaveWordsForThoseWhoDoNotSeeIt() {
        var message = client.executeWell("image(new java.awt.image.BufferedImage(3, 2, 1), \"a black field\")")
                .published("execute_result")
                .getFirst();
        assertThat(data(message, "text/plain")).isEqualTo("a black field");
        assertThat(message.content().getAsJsonObject("metadata"))
                .isEqualTo(json("{'image/png': {'width': 3, 'height': 2, 'alt': 'a black field'}}"));
        assertThat(data(message, "text/html"))
                .as("what JupyterLab shows, which knows no words for a PNG")
                .isEqualTo(
                        "<img alt=\"a black field\" src=\"data:image/png;base64," + data(message, "image/png") + "\">");
    }

    @Test
    void jsonIsATreeAndTheSameInItsText() {
        var data = result("json(Map.of(\"cats\", List.of(new Cat(\"Tom\", 7), new int[] {1, 2}, 2.5, true, \"<&>\")))");
        assertThat(data.get("application/json"))
                .isEqualTo(json("{'cats': [{'name': 'Tom', 'age': 7}, [1, 2], 2.5, true, '<&>']}"));
        assertThat(json(data.get("text/plain").getAsString())).isEqualTo(data.get("application/json"));
        assertThat(result("""
                class Home { String street = "<here>"; Optional<Cat> cat = Optional.of(new Cat("Tom", 7)); Thread.State state; }
                json(new Home())""").get("application/json"))
                .isEqualTo(json("{'street': '<here>', 'cat': {'name': 'Tom', 'age': 7}, 'state': null}"));
        assertThat(result("json(List.of(java.time.LocalDate.of(2026, 1, 2)))").get("application/json"))
                .hasToString("[\"2026-01-02\"]");
        assertThat(result("json(\"{\\\"a\\\": [null]}\")").get("application/json"))
                .isEqualTo(json("{'a': [null]}"));
    }

    @Test
    void whatJsonCannotHoldIsToldInOneSentence() {
        assertThat(error("json(\"just words\")")).isEqualTo("this text is not JSON: line 1 column 7");
        assertThat(error("json(List.of(Double.NaN))")).isEqualTo("JSON has no NaN");
        assertThat(error("var rounds = new ArrayList<Object>();\nrounds.add(rounds);\njson(rounds)"))
                .isEqualTo("JSON goes no deeper than 100 levels here: does something hold itself?");
    }

    @Test
    void aBundleIsShownInAllItsForms() {
        assertThat(result("catnap.kernel.output.MimeBundle.of(\"image/svg+xml\", \"<svg/>\", \"nothing\")"))
                .isEqualTo(json("{'image/svg+xml': '<svg/>', 'text/plain': 'nothing'}"));
        assertThat(result("catnap.kernel.output.MimeBundle.of(\"image/gif\", new byte[] {1, 2, 3}, \"a film\")"))
                .isEqualTo(json("{'image/gif': 'AQID', 'text/plain': 'a film'}"));
    }

    @Test
    void recordsAreATable() {
        var data = result("List.of(new Cat(\"Tom\", 7), new Cat(\"<Minka>\", 12))");
        assertThat(data.get("text/plain").getAsString()).isEqualTo("""
                name     age
                ───────  ───
                Tom        7
                <Minka>   12""");
        assertThat(data.get("text/html").getAsString())
                .startsWith("<table>\n<thead><tr><th scope=\"col\" style=\"text-align: left\">name</th>")
                .contains("<td style=\"text-align: left\">&lt;Minka&gt;</td>")
                .contains("<td style=\"text-align: right\">12</td>");
    }

    @Test
    void aTableOutlivesWhatItsCellsDo() {
        String text = result("""
                class Broken { public String toString() { throw new IllegalStateException("no"); } }
                class Plain { }
                record Row(Object broken, int[] numbers, Object plain) {}
                List.of(new Row(new Broken(), new int[] {1, 2}, new Plain()))""").get("text/plain").getAsString();
        assertThat(text)
                .contains("Broken: its toString() threw ", "  [1, 2]   Plain@")
                .doesNotContain("Cell");
    }

    @Test
    void displaysStandBetweenWhatIsPrinted() {
        var answer =
                client.executeWell("println(\"one\"); display(html(\"<i>two</i>\")); println(\"three\"); \"four\"");
        assertThat(answer.publishedTypes())
                .containsExactly("execute_input", "stream", "display_data", "stream", "execute_result");
        assertThat(answer.printed("stdout")).isEqualTo("one\nthree\n");
    }

    @Test
    void aDisplayThatEndsItsCellIsShownOnce() {
        assertThat(client.executeWell("display(7);").publishedTypes()).containsExactly("execute_input", "display_data");
        assertThat(client.executeWell("display(7)").publishedTypes()).containsExactly("execute_input", "display_data");
    }

    @Test
    void aHandleChangesWhatItShowedUnderTheFirstCell() {
        var first = client.send(
                Channel.SHELL,
                "execute_request",
                KernelClient.cell("var handle = display(\"waiting\"); handle.update(html(\"<b>there</b>\"));"));
        var shown = client.answerTo(Channel.SHELL, first);
        assertThat(shown.publishedTypes()).containsExactly("execute_input", "display_data", "update_display_data");
        String id = displayId(shown.published("display_data").getFirst());
        var update = shown.published("update_display_data").getFirst();
        assertThat(displayId(update)).isEqualTo(id);
        assertThat(data(update)).isEqualTo(json("{'text/html': '<b>there</b>', 'text/plain': 'there'}"));

        var later = client.executeWell("handle.update(markdown(\"*later*\")); handle.clear();");
        assertThat(later.publishedTypes()).containsExactly("execute_input");
        client.awaitPublished(message -> message.type().equals("update_display_data")
                && message.answers(first)
                && data(message, "text/plain").isEmpty());
        var changes = client.claim(message -> message.answers(first));
        assertThat(changes).extracting(message -> displayId(message)).containsOnly(id);
        assertThat(data(changes.getFirst())).isEqualTo(json("{'text/markdown': '*later*', 'text/plain': '*later*'}"));
    }

    @Test
    void clearOutputIsAskedOfTheFrontEnd() {
        var cleared = client.executeWell("println(\"gone\"); clearOutput(); clearOutput(true); println(\"stays\");");
        assertThat(cleared.publishedTypes())
                .containsExactly("execute_input", "stream", "clear_output", "clear_output", "stream");
        assertThat(cleared.published("clear_output"))
                .extracting(message -> message.content().get("wait").getAsBoolean())
                .containsExactly(false, true);
    }

    @Test
    void nullAndVoidShowNothing() {
        assertThat(client.executeWell("(Object) null").publishedTypes()).containsExactly("execute_input");
        assertThat(client.executeWell("System.gc();").publishedTypes()).containsExactly("execute_input");
    }

    @Test
    void progressGrowsInItsPlaceAndIsWholeAtTheEnd() {
        var answer = client.executeWell("for (int i : progress(range(3), \"cats\")) await(sleep(0.15));");
        assertThat(answer.published("display_data")).hasSize(1);
        var begun = answer.published("display_data").getFirst();
        assertThat(data(begun, "text/html")).isEqualTo("<progress max=\"3\" value=\"0\"></progress> cats 0/3");
        var updates = answer.published("update_display_data");
        assertThat(updates).isNotEmpty().allMatch(update -> displayId(update).equals(displayId(begun)));
        assertThat(data(updates.getLast(), "text/html"))
                .isEqualTo("<progress max=\"3\" value=\"3\"></progress> cats 3/3 ✓");
        assertThat(data(updates.getLast(), "text/plain")).isEqualTo("█".repeat(20) + " cats 3/3 ✓");
    }

    @Test
    void aPendingTaskBecomesItsOutcomeUnderItsOwnCell() {
        client.executeWell("var gate = getRunningLoop().<String>createFuture();");
        var shown = shownPending("createTask(async(() -> await(gate)), \"a fact\")");
        var failing =
                shownPending("createTask(async(() -> { await(gate); throw new IOException(\"no cats\"); }), \"bad\")");
        var stopped = shownPending("var doomed = createTask(sleep(1000), \"doomed\");\ndoomed");
        var displayed = client.executeWell("var later = display(createTask(async(() -> await(gate)), \"displayed\"));\n"
                        + "var other = display(createTask(async(() -> await(gate)))); other.update(\"replaced\");")
                .published("display_data");
        client.executeWell("gate.setResult(\"cats <3\"); doomed.cancel();");

        assertThat(outcome(shown)).isEqualTo("Task: ✓ finished\nname: a fact\nresult: cats &lt;3\n");
        assertThat(outcome(failing)).isEqualTo("Task: ✗ failed\nname: bad\nerror: java.io.IOException: no cats\n");
        assertThat(outcome(stopped)).isEqualTo("Task: ⊘ cancelled\nname: doomed\n");
        assertThat(outcome(displayed.getFirst())).isEqualTo("Task: ✓ finished\nname: displayed\nresult: cats &lt;3\n");
        // What the learner has put there stays.
        client.executeWell("await(sleep(0));");
        assertThat(client.claim(message -> message.type().equals("update_display_data")
                        && displayId(message).equals(displayId(displayed.getLast()))))
                .isEmpty();
    }

    private static Received shownPending(String code) {
        var answer = client.executeWell(code);
        assertThat(answer.published("execute_result")).isEmpty();
        var shown = answer.published("display_data").getFirst();
        assertThat(cells(data(shown, "text/html"))).startsWith("Task: … pending\n");
        return shown;
    }

    /// What has taken the place of what was shown, under the same cell.
    private static String outcome(Received shown) {
        String cell = shown.parent().get("msg_id").getAsString();
        var update = client.awaitPublished(message -> message.type().equals("update_display_data")
                && message.answers(cell)
                && displayId(message).equals(displayId(shown)));
        return cells(data(update, "text/html"));
    }

    @Test
    void whatTasksAndThreadsShowIsUnderTheirCell() {
        var answer = client.executeWell("""
                var go = new CountDownLatch(1);
                createTask(async(() -> { await(toThread(() -> go.await())); display("of the task"); }));
                Thread.ofPlatform().start(() -> { try { go.await(); } catch (InterruptedException e) {} display("of the thread"); });
                """);
        String cell = answer.reply().parent().get("msg_id").getAsString();
        assertThat(client.executeWell("go.countDown();").publishedTypes()).containsExactly("execute_input");
        for (String text : List.of("of the task", "of the thread")) {
            client.awaitPublished(message -> message.type().equals("display_data")
                    && message.answers(cell)
                    && data(message, "text/plain").equals(text));
        }
    }

    @Test
    void coroutinesAndGeneratorsTellTheirState() {
        client.executeWell("Coroutine<Integer> one() { return async(() -> 1); }");
        assertThat(cells(result("var lazy = one();\nlazy").get("text/html").getAsString()))
                .startsWith("Coroutine: ○ not started\nmade: &lt;coroutine one at cell ")
                .endsWith("to run it: await it, or pass it to createTask(…) or run(…)\n");
        assertThat(cells(result("await(lazy);\nlazy").get("text/html").getAsString()))
                .startsWith("Coroutine: ✓ started or closed\n");
        client.executeWell("Generator<Integer> numbers = generator(g -> { g.yield(1); });");
        assertThat(result("numbers").get("text/plain").getAsString()).isEqualTo("<generator created>");
        assertThat(cells(result("numbers.next();\nnumbers").get("text/html").getAsString()))
                .isEqualTo("Generator: suspended\n");
        assertThat(cells(result("for (int n : numbers) ;\nnumbers")
                        .get("text/html")
                        .getAsString()))
                .isEqualTo("Generator: closed\n");
    }

    @Test
    void aLoopTellsWhatItHasToDo() {
        String running = cells(result("getRunningLoop()").get("text/html").getAsString());
        assertThat(running).startsWith("EventLoop: ▶ running\nits time: ");
        var own = result("""
                var own = new EventLoop(LoopClock.virtual(), null);
                own.createTask(sleep(5));
                own.callLater(2, () -> {});
                own""");
        assertThat(own.get("text/plain").getAsString()).isEqualTo("<EventLoop not running>");
        assertThat(cells(own.get("text/html").getAsString())).isEqualTo("""
                        EventLoop: ○ not running
                        its time: 0.000 s
                        ready: 1
                        timers: 1
                        waiting tasks: 0
                        to see more: loopView(loop), taskTree(loop)
                        """);
        assertThat(client.executeWell("println(own);").printed("stdout")).isEqualTo("<EventLoop not running>\n");
        assertThat(result("own.close();\nown").get("text/plain").getAsString()).isEqualTo("<EventLoop closed>");
    }
}

package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.Channel;
import catnap.kernel.protocol.KernelClient;
import catnap.kernel.protocol.KernelClient.Received;
import catnap.kernel.protocol.TestConnection;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each magic, as a front end hears of it from a kernel of its own process. No test leans on another's names.
class MagicMessagesTest {
    /// A port that nobody listens on.
    private static final String NOBODY = "http://127.0.0.1:9/";

    private static Path folder;
    private static KernelProcess kernel;
    private static KernelClient client;

    @BeforeAll
    static void start(@TempDir Path place) throws IOException {
        folder = place;
        var connection = TestConnection.fresh();
        var environment = Map.of("CATNAP_MAVEN", NOBODY, "CATNAP_CATS", "local", "CATNAP_TEST_TOKEN", "s3cret");
        var flags = List.of("-Dmaven.repo.local=" + folder.resolve("m2"));
        kernel = KernelProcess.start(
                folder, environment, flags, connection.writeTo(folder).toString());
        client = KernelProcess.connect(connection);
    }

    @AfterAll
    static void stop() {
        client.close();
        kernel.close();
    }

    private static String printed(String code) {
        return client.executeWell(code).printed("stdout");
    }

    /// What a magic says when it is used wrongly: one sentence, and no stack of ours.
    private static String usage(String code) {
        var answer = client.execute(code);
        assertThat(answer.status()).isEqualTo("error");
        assertThat(answer.content().get("ename").getAsString()).isEqualTo("UsageError");
        assertThat(answer.content().getAsJsonArray("traceback").toString()).doesNotContain("Caused by", "awaited by");
        return answer.content().get("evalue").getAsString();
    }

    private static String text(Received message) {
        return message.content().getAsJsonObject("data").get("text/plain").getAsString();
    }

    /// The one table that a cell displays.
    private static String table(String code) {
        var displays = client.executeWell(code).published("display_data");
        assertThat(displays).hasSize(1);
        assertThat(displays.getFirst()
                        .content()
                        .getAsJsonObject("data")
                        .get("text/html")
                        .getAsString())
                .startsWith("<table>");
        return text(displays.getFirst());
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> completions(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", code.length());
        return client
                .ask(Channel.SHELL, "complete_request", content)
                .content()
                .getAsJsonArray("matches")
                .asList()
                .stream()
                .map(match -> match.getAsString())
                .toList();
    }

    @Test
    void aPercentSignInJavaIsJava() {
        assertThat(client.executeWell("int count = 17;\ncount\n% 5").result()).isEqualTo("2");
        assertThat(client.executeWell("5 % 3").result()).isEqualTo("2");
        assertThat(client.executeWell("int left = 17\n%count;\nleft").result()).isEqualTo("0");
        assertThat(client.executeWell("String text = \"\"\"\n%vars\n\"\"\";\ntext")
                        .result())
                .isEqualTo("%vars\n");
        assertThat(client.executeWell("/*\n%reset\n*/ count").result()).isEqualTo("17");
    }

    @Test
    void timeTellsTheWaitsTooAndKeepsTheValue() {
        var line = client.executeWell("%time await(sleep(0.05, \"slept\"))");
        assertThat(line.printed("stdout")).matches("Wall time: \\d[\\d.]* m?s\n");
        assertThat(line.result()).isEqualTo("slept");
        var cell = client.executeWell("%%time\nint timed = 6;\ntimed * 7");
        assertThat(cell.printed("stdout")).matches("Wall time: \\d[\\d.]* [µm]?s\n");
        assertThat(cell.result()).isEqualTo("42");
        assertThat(client.executeWell("timed").result()).isEqualTo("6");
    }

    @Test
    void timeWithoutCodeSaysHowItIsMeant() {
        String whole = ", on a cell's first line, takes the whole cell";
        assertThat(usage("%time\nint untimed = 1;")).endsWith("line 1: no code stands behind %time; %%time" + whole);
        assertThat(client.execute("untimed").status()).isEqualTo("error");
        assertThat(usage("%timeit")).endsWith("line 1: no code stands behind %timeit; %%timeit" + whole);
        assertThat(usage("%%time\n// nothing")).endsWith("line 1: no code stands below %%time");
        assertThat(usage("%%timeline")).endsWith("line 1: no code stands below %%timeline");
    }

    @Test
    void timeitRunsAgainAndAgain() {
        assertThat(printed("int calls = 0;\n%timeit { calls++; await(sleep(0.05)); }"))
                .matches(
                        "[\\d.]+ m?s ± [\\d.]+ [nµm]?s per loop \\(mean ± std\\. dev\\. of \\d runs, \\d+ loops each\\)\n");
        assertThat(client.executeWell("calls > 7").result()).isEqualTo("true");
    }

    @Test
    void timeitRunsAsOftenAsItIsTold() {
        assertThat(printed("int told = 0;\n%timeit -n 10 -r 3 told++;")).endsWith("of 3 runs, 10 loops each)\n");
        assertThat(client.executeWell("told").result()).isEqualTo("30");
        assertThat(printed("%%timeit -r1 -n1\ntold++;")).endsWith("of 1 run, 1 loop each)\n");
        assertThat(client.executeWell("told").result()).isEqualTo("31");
        assertThat(printed("%timeit -r 2 await(sleep(0.1))")).contains("of 2 runs, ");
        assertThat(printed("int n = 5;\n%timeit -n * 2")).as("Java").contains("of 7 runs, ");
    }

    @Test
    void timeitSaysWhichNumbersItTakes() {
        String takes = " takes a whole number from 1 to ";
        assertThat(usage("%timeit -n 0 1 + 1"))
                .isEqualTo("%timeit: -n, loops a round," + takes + "2,147,483,647, not 0");
        assertThat(usage("%timeit -n many 1 + 1")).endsWith("not many");
        assertThat(usage("%%timeit -r -3\n1 + 1")).isEqualTo("%%timeit: -r, rounds," + takes + "10,000, not -3");
        assertThat(usage("%timeit -r 99999999999 1 + 1")).endsWith("not 99999999999");
        assertThat(usage("%timeit -n 100")).contains("no code stands behind %timeit");
        assertThat(usage("%%timeit -n 100 1 + 1\n2")).contains("stands below it, not beside it");
        var wrong = client.execute("println(\"first\");\n%timeit -n 10 int = ;");
        assertThat(wrong.printed("stdout")).isEmpty();
        assertThat(wrong.content().get("ename").getAsString()).isEqualTo("CompileError");
    }

    @Test
    void theOptionsOfTimeitAreCompletedAndItsCodeBehindThemToo() {
        assertThat(completions("%timeit -")).containsExactly("-n", "-r");
        assertThat(completions("%timeit -n 100 -")).containsExactly("-n", "-r");
        assertThat(completions("%timeit -n 100 List.o")).containsExactly("of");
    }

    @Test
    void aTimelineIsOneDisplayThatEndsWhole() {
        var answer = client.executeWell("%%timeline\nawait(gather(sleep(0.01), sleep(0.02)));\n\"done\"");
        assertThat(answer.result()).isEqualTo("done");
        assertThat(answer.published("display_data")).hasSizeLessThanOrEqualTo(1);
        var pictures = answer.published().stream()
                .filter(message -> message.type().endsWith("display_data"))
                .toList();
        assertThat(text(pictures.getLast())).startsWith("3 tasks took ").doesNotContain("not ended");
        assertThat(pictures.getLast()
                        .content()
                        .getAsJsonObject("data")
                        .get("text/html")
                        .getAsString())
                .startsWith("<img alt=\"Timeline: ");
    }

    @Test
    void varsIsATableOfNamesTypesAndValues() {
        String table = table("var words = List.of(\"a\", \"<b>\");\nvar here = getRunningLoop();\n%vars");
        assertThat(words(table).lines()).contains("words List<String> [a, <b>]", "here EventLoop <EventLoop running>");
    }

    @Test
    void tasksListsWhatIsPendingAndJoinWaits() {
        client.executeWell(
                "var door = getRunningLoop().<String>createFuture();\nvar t = createTask(async(() -> await(door)), \"waiter\");");
        assertThat(words(table("%tasks"))).contains("waiter … pending whoever gives the future its result");
        assertThat(client.executeWell(
                                "getRunningLoop().callLater(0.01, () -> door.setResult(\"open\"));\n%tasks --join\nt.result()")
                        .result())
                .isEqualTo("open");
        assertThat(usage("%tasks now")).isEqualTo("%tasks: takes nothing or --join, not now");
    }

    private static String words(String table) {
        return table.replaceAll(" +", " ");
    }

    @Test
    void loadPutsCodeInPlaceOfTheCellAndRunsNothing() throws IOException {
        Path file = file("Some.java", "int loaded = 5;\n");
        var payload = client.executeWell("%load " + file).content().getAsJsonArray("payload");
        assertThat(payload).hasSize(1);
        var next = payload.get(0).getAsJsonObject();
        assertThat(next.get("source").getAsString()).isEqualTo("set_next_input");
        assertThat(next.get("text").getAsString()).isEqualTo("// %load " + file + "\nint loaded = 5;\n");
        assertThat(next.get("replace").getAsBoolean()).isTrue();
        assertThat(client.execute("loaded").status()).isEqualTo("error");
        assertThat(client.executeWell("1").content().getAsJsonArray("payload")).isEmpty();
    }

    @Test
    void loadFetchesFromTheWeb() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cat.java", exchange -> {
            byte[] body = "// über cats\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        try {
            String site = "http://127.0.0.1:" + server.getAddress().getPort();
            var payload =
                    client.executeWell("%load " + site + "/cat.java").content().getAsJsonArray("payload");
            assertThat(payload.get(0).getAsJsonObject().get("text").getAsString())
                    .endsWith("\n// über cats\n");
            assertThat(usage("%load " + site + "/none.java"))
                    .isEqualTo("%load: " + site + "/none.java answered with status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeLoadedIsToldInOneSentence() throws IOException {
        assertThat(usage("%load " + NOBODY + "x.java")).isEqualTo("%load: cannot reach " + NOBODY + "x.java");
        assertThat(usage("%load http://[bad")).isEqualTo("%load: http://[bad is no URL");
        assertThat(usage("%load none.java")).startsWith("%load: none.java is not there (seen from ");
        Path bytes = Files.write(folder.resolve("bytes.java"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(usage("%load " + bytes)).isEqualTo("%load: " + bytes + " is no text in UTF-8");
        assertThat(usage("%run " + bytes)).isEqualTo("%run: " + bytes + " is no text in UTF-8");
        assertThat(usage("%load")).isEqualTo("%load: what? a file or a URL is missing");
    }

    @Test
    void runRunsAFileAndItsMainAndKeepsItsNames() throws IOException {
        Path file = file("Hello.java", """
                package some.where;
                int answer = 42;
                void main() { println("hello " + answer); }
                """);
        var answer = client.executeWell("%run " + file + "\nanswer");
        assertThat(answer.printed("stdout")).isEqualTo("hello 42\n");
        assertThat(answer.result()).isEqualTo("42");
        Path wrong = file("Wrong.java", "int x = \"no\";\n");
        var failed = client.execute("%run " + wrong);
        assertThat(failed.content().get("evalue").getAsString()).startsWith("Wrong.java, line 1: incompatible types");
    }

    @Test
    void runRunsTheCellsOfANotebook() throws IOException {
        Path notebook = file("other.ipynb", """
                {"cells": [{"cell_type": "markdown", "source": ["# not code"]},
                           {"cell_type": "code", "source": ["int first = 1;\\n", "println(first);"]},
                           {"cell_type": "code", "source": "first + 1"}],
                 "nbformat": 4, "nbformat_minor": 5, "metadata": {}}""");
        var answer = client.executeWell("%run " + notebook);
        assertThat(answer.printed("stdout")).isEqualTo("1\n");
        assertThat(answer.result()).isEqualTo("2");
    }

    @Test
    void envIsShownSetAsPropertyAndItsSecretsAreHidden() {
        assertThat(printed("%env CATNAP_MAVEN")).isEqualTo(NOBODY + "\n");
        assertThat(printed("%env CATNAP_WORD=two words"))
                .startsWith("System.getProperty(\"CATNAP_WORD\") is now \"two words\".");
        assertThat(client.executeWell("System.getProperty(\"CATNAP_WORD\")").result())
                .isEqualTo("two words");
        assertThat(words(table("%env"))).contains("CATNAP_TEST_TOKEN <hidden>").doesNotContain("s3cret");
        assertThat(usage("%env CATNAP_NONE")).isEqualTo("%env: CATNAP_NONE is not set");
    }

    @Test
    void varsLivesWithAValueThatCannotBeShown() {
        String table = table("""
                class Unlinked { public String toString() { throw new UnsatisfiedLinkError("no libfont.so"); } }
                class Unsure { public String toString() { assert false : "never"; return ""; } }
                var unlinked = new Unlinked();
                var unsure = new Unsure();
                %vars""");
        assertThat(words(table).lines())
                .contains(
                        "unlinked Unlinked Unlinked: its toString() threw java.lang.UnsatisfiedLinkError: no libfont.so")
                .contains("unsure Unsure Unsure: its toString() threw java.lang.AssertionError: never");
    }

    @Test
    void tablesOfMagicsAreWhole() {
        var many = new StringBuilder();
        for (int i = 0; i < 70; i++)
            many.append("int many").append(i).append(" = ").append(i).append(";\n");
        assertThat(words(table(many + "%vars")))
                .contains("many0 int 0", "many69 int 69")
                .doesNotContain("more");
    }

    @Test
    void jarsAreOnTheClassPathOfWhatFollows() throws IOException {
        TestJar.write(
                folder.resolve("greeting.jar"), "greeting.Hello", "public static String greet() { return \"hello\"; }");
        var answer = client.executeWell("%jars " + folder + "/greet*.jar\ngreeting.Hello.greet()");
        assertThat(answer.printed("stdout")).isEqualTo("added " + folder.resolve("greeting.jar") + "\n");
        assertThat(answer.result()).isEqualTo("hello");
        assertThat(completions("greeting.Hello.gr")).containsExactly("greet");
        assertThat(usage("%jars nothing.jar")).startsWith("%jars: nothing is at nothing.jar (seen from ");
    }

    @Test
    void mavenUsesWhatIsThereWithoutANetworkAndSaysWhatIsNot() throws IOException {
        Path place = Files.createDirectories(folder.resolve("m2/example/words/1.0"));
        TestJar.write(
                place.resolve("words-1.0.jar"), "example.Words", "public static String word() { return \"cat\"; }");
        Files.writeString(
                place.resolve("words-1.0.pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>example</groupId>"
                        + "<artifactId>words</artifactId><version>1.0</version></project>");
        var answer = client.executeWell("%maven example:words:1.0\nexample.Words.word()");
        assertThat(answer.result()).isEqualTo("cat");
        assertThat(answer.published("display_data")).hasSize(1);
        assertThat(text(answer.published().stream()
                        .filter(message -> message.type().equals("update_display_data"))
                        .toList()
                        .getLast()))
                .isEqualTo("added words-1.0.jar");

        assertThat(usage("%maven example:missing:1.0"))
                .startsWith("%maven: cannot reach " + NOBODY + " for example:missing:")
                .endsWith("; what was downloaded before can be used without a network");
        assertThat(usage("%maven words")).startsWith("%maven: words is not group:artifact:version, such as ");
    }

    @Test
    void doctorTellsWhatTheKernelRunsOn() {
        String found = words(table("%doctor"));
        assertThat(found)
                .contains("Java OpenJDK", "tasks run on continuations", "memory ", "cat facts http://127.0.0.1:")
                .doesNotContain("✗");
    }

    @Test
    void helpListsEveryMagicAndTellsOfOne() {
        String all = table("%help");
        assertThat(all).contains("it has one; of a notebook, all cells"); // whole
        assertThat(all.lines().skip(2).map(line -> line.replaceAll("[ ,].*", "")))
                .containsExactly(
                        "%doctor",
                        "%env",
                        "%help",
                        "%jars",
                        "%load",
                        "%maven",
                        "%reset",
                        "%run",
                        "%tasks",
                        "%time",
                        "%timeit",
                        "%%timeline",
                        "%vars",
                        "name?");
        assertThat(printed("%help %time"))
                .isEqualTo("%time code, %%time\nRuns code once and says how long it took, waits included\n");
        assertThat(usage("%help nothing")).isEqualTo("%help: there is no magic %nothing: %help lists them all");
    }

    private static String told(String code) {
        var displays = client.executeWell(code).published("display_data");
        assertThat(displays).hasSize(1);
        assertThat(displays.getFirst().content().getAsJsonObject("data").keySet())
                .containsExactlyInAnyOrder("text/plain", "text/markdown");
        return text(displays.getFirst());
    }

    @Test
    void aQuestionMarkTellsWhatTheEditorTells() {
        assertThat(told("/// Says hello.\nString hello(String name) {\n    return name;\n}\nhello?"))
                .matches("String hello\\(String name\\)   \\(cell \\d+\\)\n\nSays hello.");
        assertThat(told("?hello")).isEqualTo(told("hello?;"));
        assertThat(told("hello??")).endsWith("\n\nString hello(String name) {\n    return name;\n}");
        assertThat(told("List.copyOf?")).startsWith("static <E> List<E> copyOf(Collection<? extends E> coll)");
        assertThat(told("String.isBlank??"))
                .contains("Returns true if the string is empty")
                .endsWith("public boolean isBlank() {\n    return indexOfNonWhitespace() == length();\n}");
        assertThat(told("%time?")).startsWith("%time code, %%time\n\nRuns code once");
        assertThat(printed("nobody?")).isEqualTo("nothing is known of nobody\n");
        assertThat(client.executeWell("boolean flag = true;\nflag?\n1\n: 2").result())
                .isEqualTo("1");
        assertThat(completions("?hel")).contains("hello");
    }

    @Test
    void anUnknownMagicRunsNothing() {
        var answer = client.execute("println(\"first\");\n%lod x");
        assertThat(answer.printed("stdout")).isEmpty();
        assertThat(answer.content().get("evalue").getAsString())
                .endsWith("line 2: there is no magic %lod: did you mean %load? %help lists them all");
    }

    @Test
    void magicsAreCompletedAndInspected() {
        assertThat(completions("%ti")).containsExactly("%time", "%%time", "%timeit", "%%timeit", "%%timeline");
        assertThat(completions("%time Li")).contains("List");
        var content = new JsonObject();
        content.addProperty("code", "%vars");
        content.addProperty("cursor_pos", 3);
        content.addProperty("detail_level", 0);
        var found = client.ask(Channel.SHELL, "inspect_request", content).content();
        assertThat(found.getAsJsonObject("data").get("text/plain").getAsString())
                .isEqualTo("%vars\n\nLists your variables: name, type and value.");
    }

    @Test
    void resetForgetsNamesAndCancelsTasks() {
        var cell = client.executeWell(
                "int kept = 1;\ncreateTask(async(() -> { try { await(sleep(1000)); } finally { println(\"cleaned up\"); } }));\nawait(sleep(0));");
        String id = cell.reply().parent().get("msg_id").getAsString();
        assertThat(printed("%reset")).isEqualTo("all names are forgotten\n");
        client.awaitPublished(message -> message.answers(id)
                && message.type().equals("stream")
                && message.text("text").equals("cleaned up\n"));
        assertThat(client.execute("kept").content().get("ename").getAsString()).isEqualTo("CompileError");
        assertThat(printed("%tasks")).isEqualTo("no task is pending\n");
        assertThat(usage("%reset now")).isEqualTo("%reset: takes nothing or -f, not now");
    }
}

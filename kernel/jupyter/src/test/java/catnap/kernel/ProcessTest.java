package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.Channel;
import catnap.kernel.protocol.KernelClient;
import catnap.kernel.protocol.TestConnection;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of the process: how it is started, what it refuses, and when it ends.
class ProcessTest {
    @TempDir
    private Path folder;

    private final TestConnection connection = TestConnection.fresh();

    @Test
    void itTakesTheConnectionFileInEverySpelling() throws Exception {
        var file = connection.writeTo(folder).toString();
        for (var words : List.of(
                List.of(file),
                List.of("-f", file),
                List.of("--connection-file=" + file),
                List.of("--connection-file", file))) {
            try (var kernel = KernelProcess.start(folder, Map.of(), words.toArray(String[]::new));
                    var client = KernelClient.connect(connection)) {
                shutDown(client);
                assertThat(kernel.awaitExit()).as(kernel.errors()).isZero();
                assertThat(kernel.errors()).isEmpty();
            }
        }
    }

    @Test
    void anInterruptBySignalStopsTheCellAndNotTheKernel() throws Exception {
        try (var kernel = KernelProcess.start(
                        folder, Map.of(), connection.writeTo(folder).toString());
                var client = KernelClient.connect(connection)) {
            client.execute("int kept = 5;");
            var id = client.send(
                    Channel.SHELL, "execute_request", KernelClient.cell("System.out.println(1); while (true) { }"));
            client.awaitPublished(m -> m.type().equals("stream")
                    && m.parent().get("msg_id").getAsString().equals(id));

            kernel.signal("INT");

            var answer = client.answerTo(Channel.SHELL, id);
            assertThat(answer.content().get("ename").getAsString()).isEqualTo("Interrupted");
            assertThat(client.execute("kept").result()).isEqualTo("5");
            kernel.signal("INT"); // While nothing runs, it does nothing.
            client.ask(Channel.CONTROL, "kernel_info_request", new JsonObject());
            assertThat(kernel.isAlive()).isTrue();
        }
    }

    @Test
    void itKnowsWhatEarlierKernelsRan() throws Exception {
        var tail = new JsonObject();
        tail.addProperty("hist_access_type", "tail");
        for (var expected : List.of("[[1,1,\"1 + 1\"]]", "[[1,1,\"1 + 1\"],[2,1,\"1 + 1\"]]")) {
            try (var kernel = KernelProcess.start(
                            folder, Map.of(), connection.writeTo(folder).toString());
                    var client = KernelClient.connect(connection)) {
                client.execute("1 + 1");
                var answer = client.ask(Channel.SHELL, "history_request", tail);
                assertThat(answer.content().getAsJsonArray("history").toString())
                        .isEqualTo(expected);
                shutDown(client);
                kernel.awaitExit();
            }
        }
    }

    private static void shutDown(KernelClient client) {
        var answer = client.ask(Channel.CONTROL, "shutdown_request", new JsonObject());
        assertThat(answer.status()).isEqualTo("ok");
    }

    @Test
    void itEndsOnRequestEvenIfACellAndAThreadRefuse() throws Exception {
        try (var kernel = KernelProcess.start(
                        folder, Map.of(), connection.writeTo(folder).toString());
                var client = KernelClient.connect(connection)) {
            client.execute("""
                    var stubborn = new Thread(() -> { while (true) { } });
                    stubborn.start();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));
                    """);
            var id = client.send(
                    Channel.SHELL, "execute_request", KernelClient.cell("System.out.println(1); while (true) { }"));
            client.awaitPublished(m -> m.type().equals("stream")
                    && m.parent().get("msg_id").getAsString().equals(id));

            shutDown(client);

            assertThat(kernel.awaitExit()).isZero();
        }
    }

    @Test
    void aCellThatUsesUpTheMemoryFailsAndTheKernelLives() throws Exception {
        var file = connection.writeTo(folder).toString();
        try (var kernel = KernelProcess.start(folder, Map.of(), List.of("-Xmx256m"), file);
                var client = KernelClient.connect(connection)) {
            var answer = client.execute("""
                    var hoard = new java.util.ArrayList<byte[]>();
                    while (true) hoard.add(new byte[10_000_000]);
                    """);

            assertThat(answer.status()).isEqualTo("error");
            assertThat(answer.content().get("ename").getAsString()).isEqualTo("OutOfMemoryError");
            assertThat(client.execute("hoard = null; 6 * 7").result()).isEqualTo("42");
            assertThat(kernel.isAlive()).isTrue();
        }
    }

    @Test
    void itLeavesWhenTheProcessThatJupyterNamesIsGone() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jwebserver")
                                .toString(),
                        "-p",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var kernel = KernelProcess.start(
                        folder,
                        Map.of("JPY_PARENT_PID", Long.toString(parent.pid())),
                        connection.writeTo(folder).toString());
                var client = KernelClient.connect(connection)) {
            assertThat(client.execute("1").status()).isEqualTo("ok");

            parent.destroyForcibly();

            assertThat(kernel.awaitExit()).isZero();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void itRehearsesByItselfAndEnds() throws Exception {
        try (var kernel = KernelProcess.start(folder, Map.of(), "--rehearse")) {
            assertThat(kernel.awaitExit()).as(kernel.errors()).isZero();
            assertThat(kernel.errors()).isEmpty();
        }
    }

    @Test
    void aMissingConnectionFileIsOneSentence() throws Exception {
        var missing = folder.resolve("nowhere.json").toString();

        assertRefused(65, "catnap: connection file " + missing + ": no such file\n", missing);
    }

    @Test
    void aBrokenConnectionFileIsOneSentence() throws Exception {
        var file = folder.resolve("connection.json");
        Files.writeString(file, "{\"shell_port\": ");

        assertRefused(
                65, "catnap: connection file " + file + ": its text is not valid JSON in UTF-8\n", file.toString());
    }

    @Test
    void aMissingPortIsOneSentence() throws Exception {
        var json = connection.json();
        json.remove("iopub_port");
        var file = folder.resolve("connection.json");
        Files.writeString(file, json.toString());

        assertRefused(
                65, "catnap: connection file " + file + ": iopub_port must be 1 to 65535, was null\n", file.toString());
    }

    @Test
    void anotherTransportIsOneSentence() throws Exception {
        var json = connection.json();
        json.addProperty("transport", "udp");
        var file = folder.resolve("connection.json");
        Files.writeString(file, json.toString());

        assertRefused(
                65, "catnap: connection file " + file + ": transport must be tcp or ipc, was udp\n", file.toString());
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        try (var _ = new ServerSocket(connection.shell(), 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    69,
                    "catnap: cannot listen on tcp://127.0.0.1:" + connection.shell()
                            + ": it is taken, or no address of this machine\n",
                    connection.writeTo(folder).toString());
        }
    }

    @Test
    void anUnknownSignatureSchemeIsOneSentence() throws Exception {
        var json = connection.json();
        json.addProperty("signature_scheme", "hmac-rot13");
        var file = folder.resolve("connection.json");
        Files.writeString(file, json.toString());

        assertRefused(69, "catnap: cannot sign messages by signature_scheme hmac-rot13\n", file.toString());
    }

    @Test
    void anythingElseOnTheCommandLineIsAUsageError() throws Exception {
        assertRefused(64, "catnap: " + Arguments.USAGE + "\n");
        assertRefused(64, "catnap: " + Arguments.USAGE + "\n", "--help");
        assertRefused(64, "catnap: " + Arguments.USAGE + "\n", "a.json", "b.json");
    }

    @Test
    void aJavaWithoutCompilerIsOneSentence() throws Exception {
        var refusal = "catnap: needs a full JDK 25 or newer; found Java " + System.getProperty("java.version") + " in "
                + System.getProperty("java.home") + " without jdk.compiler\n";
        try (var kernel =
                KernelProcess.start(folder, Map.of(), List.of("--limit-modules", "java.se,jdk.zipfs"), "x.json")) {
            assertThat(kernel.awaitExit()).isEqualTo(69);
            // Before it the JVM warns of the exports that this test's command line asks of the missing module.
            assertThat(kernel.errors()).endsWith(refusal);
        }
    }

    private void assertRefused(int code, String sentence, String... words) throws IOException, InterruptedException {
        try (var kernel = KernelProcess.start(folder, Map.of(), words)) {
            assertThat(kernel.awaitExit()).as(kernel.errors()).isEqualTo(code);
            assertThat(kernel.errors()).isEqualTo(sentence);
        }
    }
}

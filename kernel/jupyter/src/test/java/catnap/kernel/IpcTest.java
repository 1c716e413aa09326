package catnap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unix sockets, with the ZeroMQ that Jupyter itself uses.
class IpcTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    @Test
    void jupytersOwnClientTalksToTheKernelOverUnixSockets() throws Exception {
        Assumptions.assumeTrue(hasJupyter(), "needs " + PYTHON + " with jupyter_client");
        var command = new ArrayList<>(List.of(PYTHON, "src/test/python/ipc.py"));
        command.addAll(KernelProcess.command(List.of()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CATNAP_HISTORY", "");
        var client = builder.start();

        var said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor()).as(said).isZero();
        assertThat(said).startsWith("""
                a cell runs
                the heartbeat beats
                200,000 lines arrive in order
                a second client comes and goes
                it shuts down and leaves nothing
                """);
    }

    private static boolean hasJupyter() throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON))) return false;
        var probe = new ProcessBuilder(PYTHON, "-c", "import jupyter_client")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return probe.waitFor() == 0;
    }

    @Test
    void aPathThatCannotBeIsOneSentence() throws Exception {
        var json = new JsonObject();
        json.addProperty("transport", "ipc");
        json.addProperty("ip", "/nowhere/k");
        for (var port : List.of("shell_port", "control_port", "stdin_port", "hb_port", "iopub_port")) {
            json.addProperty(port, 1);
        }
        json.addProperty("key", "a key");
        var file = Files.writeString(folder.resolve("connection.json"), json.toString());

        try (var kernel = KernelProcess.start(folder, Map.of(), file.toString())) {
            assertThat(kernel.awaitExit()).isEqualTo(69);
            assertThat(kernel.errors())
                    .isEqualTo("catnap: cannot listen on ipc:///nowhere/k-1: No such file or directory\n");
        }
    }
}

package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/// Five free ports on loopback and a key.
public record TestConnection(int shell, int control, int stdin, int heartbeat, int iopub, String key) {
    public static TestConnection fresh() {
        var ports = freePorts(5);
        return new TestConnection(
                ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), "a key of ours");
    }

    private static List<Integer> freePorts(int count) {
        var ports = new ArrayList<Integer>();
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            for (var socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    KernelConnectionProperties properties() {
        return new KernelConnectionProperties(
                "127.0.0.1", control, shell, stdin, heartbeat, iopub, "tcp", "hmac-sha256", key);
    }

    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("transport", "tcp");
        json.addProperty("ip", "127.0.0.1");
        json.addProperty("shell_port", shell);
        json.addProperty("control_port", control);
        json.addProperty("stdin_port", stdin);
        json.addProperty("hb_port", heartbeat);
        json.addProperty("iopub_port", iopub);
        json.addProperty("signature_scheme", "hmac-sha256");
        json.addProperty("key", key);
        return json;
    }

    public Path writeTo(Path folder) throws IOException {
        return Files.writeString(folder.resolve("connection.json"), json().toString());
    }
}

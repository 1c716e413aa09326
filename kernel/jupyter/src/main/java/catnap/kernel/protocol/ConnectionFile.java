package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/// Reads the file in which Jupyter tells a kernel where to listen and which key signs messages.
public final class ConnectionFile {
    static final String IPC = "ipc";

    private ConnectionFile() {}

    /// Why a connection file cannot be used, as one sentence for the person who started the kernel.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(Path file, String reason) {
            super("connection file " + file + ": " + reason);
        }
    }

    public static KernelConnectionProperties read(Path file) throws Unusable {
        try {
            return properties(Json.parseObject("its text", Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            throw new Unusable(file, "no such file");
        } catch (IOException e) {
            throw new Unusable(file, "cannot be read (" + e + ")");
        } catch (MalformedMessage e) {
            throw new Unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private static KernelConnectionProperties properties(JsonObject json) throws MalformedMessage {
        // Not KernelConnectionProperties.parse: it reads by reflection, and takes a missing port for port 0.
        return new KernelConnectionProperties(
                Fields.optionalText(json, "ip").orElse("127.0.0.1"),
                port(json, "control_port"),
                port(json, "shell_port"),
                port(json, "stdin_port"),
                port(json, "hb_port"),
                port(json, "iopub_port"),
                transport(json),
                Fields.optionalText(json, "signature_scheme").orElse("hmac-sha256"),
                Fields.optionalText(json, "key").orElse(""));
    }

    private static String transport(JsonObject json) throws MalformedMessage {
        var transport = Fields.optionalText(json, "transport").orElse("tcp");
        if (!transport.equals("tcp") && !transport.equals(IPC)) {
            throw new MalformedMessage("transport must be tcp or ipc, was " + transport);
        }
        return transport;
    }

    private static int port(JsonObject json, String name) throws MalformedMessage {
        int port = Fields.integer(json, name, 0);
        if (port < 1 || port > 65_535) {
            throw new MalformedMessage(name + " must be 1 to 65535, was " + json.get(name));
        }
        return port;
    }
}

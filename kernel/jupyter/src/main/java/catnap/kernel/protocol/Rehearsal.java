package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/// A front end that plays with its own kernel once, from the first question to shutdown, with the cells learners begin
/// with.
///
/// A JVM that records this (`-XX:AOTCacheOutput`) writes down which classes a kernel needs; a kernel that is given
/// the record starts in less than half the time.
public final class Rehearsal implements AutoCloseable {
    /// What is called often is noted as worth compiling early.
    private static final int ROUNDS = 3;

    private static final List<String> CELLS = List.of(
            "println(\"meow\");",
            "int lives = 9;\nlives - 1",
            "String greet(String name) { return \"hello \" + name; }\ngreet(\"Tom\")",
            "class Cat { final String name; Cat(String name) { this.name = name; } String purr() { return name + \" purrs\"; } }"
                    + "\nfor (var name : List.of(\"Tom\", \"Kit\")) println(new Cat(name).purr());",
            "Coroutine<Integer> nap(int n) { return async(() -> { await(sleep(0.01)); return n; }); }\nawait(nap(1))",
            "await(gather(nap(1), nap(2)))",
            "var task = createTask(nap(3));\ntask",
            "Generator<Integer> steps() { return generator(g -> { g.yield(1); g.yield(2); }); }"
                    + "\nfor (int step : steps()) println(step);",
            "throw new IllegalStateException(\"hiss\");",
            "int oops = \"no number\";");

    private final Path folder;

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /// Plays on a thread of its own as soon as a kernel listens where [#connectionFile] says.
    ///
    /// @param failed called if the play breaks off
    public static Rehearsal begin(KernelLog log, Runnable failed) throws IOException, ConnectionFile.Unusable {
        var rehearsal = new Rehearsal(Files.createTempDirectory("catnap-rehearsal"));
        Files.write(rehearsal.connectionFile(), Json.bytes(connection()));
        var connection = ConnectionFile.read(rehearsal.connectionFile());
        Thread.ofPlatform().daemon().name("catnap-rehearsal").start(() -> {
            try (var play = new Play(connection)) {
                play.play();
            } catch (GeneralSecurityException | MalformedMessage e) {
                log.failed("the rehearsal", e);
                failed.run();
            }
        });
        return rehearsal;
    }

    /// Where the kernel is to listen.
    public Path connectionFile() {
        return folder.resolve("connection.json");
    }

    /// Where it is to keep its history, so that nobody finds these cells among his own.
    public Path history() {
        return folder.resolve("history.jsonl");
    }

    private static JsonObject connection() throws IOException {
        var json = new JsonObject();
        json.addProperty("key", "rehearsal");
        var held = new ArrayList<ServerSocket>();
        try {
            for (var port : List.of("shell_port", "control_port", "stdin_port", "hb_port", "iopub_port")) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                json.addProperty(port, held.getLast().getLocalPort());
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        return json;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) Files.deleteIfExists(file);
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException _) {
            // A last line of the history has come meanwhile.
        }
    }

    /// The front end.
    private static final class Play implements AutoCloseable {
        private final ZMQ.Context context = ZMQ.context(1);
        private final ZMQ.Socket shell = context.socket(SocketType.DEALER);
        private final Headers headers = new Headers();
        private final Codec codec;

        Play(KernelConnectionProperties connection) throws GeneralSecurityException {
            codec = new Codec(new Signer(connection.getSignatureScheme(), connection.getKey()));
            shell.connect("tcp://" + connection.getIp() + ":" + connection.getShellPort());
        }

        void play() throws MalformedMessage {
            ask("kernel_info_request", new JsonObject());
            for (int round = 0; round < ROUNDS; round++) {
                for (var cell : CELLS) {
                    ask("execute_request", code(cell));
                }
                ask("complete_request", code("task.getN"));
                ask("inspect_request", code("gather"));
                ask("is_complete_request", code("for (;;) {"));
            }
            ask("comm_info_request", new JsonObject());
            var tail = new JsonObject();
            tail.addProperty("hist_access_type", "tail");
            ask("history_request", tail);
            ask("shutdown_request", new JsonObject());
        }

        private static JsonObject code(String code) {
            var content = new JsonObject();
            content.addProperty("code", code);
            content.addProperty("stop_on_error", false);
            return content;
        }

        private void ask(String type, JsonObject content) throws MalformedMessage {
            var request =
                    new Message(List.of(), headers.next(type), new JsonObject(), new JsonObject(), content, List.of());
            var out = new ZMsg();
            codec.encode(request).forEach(out::add);
            out.send(shell);
            var reply = new ArrayList<byte[]>();
            ZMsg.recvMsg(shell).forEach(frame -> reply.add(frame.getData()));
            codec.decode(reply);
        }

        @Override
        public void close() {
            shell.setLinger(0);
            shell.close();
            context.close();
        }
    }
}

package catnap.kernel.protocol;

import catnap.kernel.output.Publisher;
import catnap.kernel.session.Session;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A kernel in the test's own process, with a client.
final class RunningKernel implements AutoCloseable {
    /// A cell that goes on when its question is answered; it reads the whole line, and leaves nothing for the next.
    static final String WAIT = "while (System.in.read() != '\\n') { }\n";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Session session = Session.start();
    private final TestConnection connection = TestConnection.fresh();
    private final CompletableFuture<CatnapKernel> kernel = new CompletableFuture<>();
    private final Thread ioThread;
    private final KernelClient client;

    private RunningKernel() {
        ioThread = Thread.ofPlatform().daemon().name("test-io").start(this::serve);
        kernel.join();
        client = KernelClient.connect(connection);
    }

    static RunningKernel start() {
        return new RunningKernel();
    }

    private void serve() {
        try {
            var errors = new PrintStream(log, true, StandardCharsets.UTF_8);
            // Made by the thread that serves, as its sockets demand.
            var made = new CatnapKernel(connection.properties(), session, new KernelLog(errors));
            kernel.complete(made);
            made.serve();
        } catch (CannotServe | IOException e) {
            kernel.completeExceptionally(e);
        }
    }

    Comms comms() {
        return kernel.join().comms();
    }

    /// The way out of a cell whose request had this header.
    Publisher publisher(JsonObject header) {
        var message = new Message(List.of(), header, new JsonObject(), new JsonObject(), new JsonObject(), List.of());
        return new CellPublisher(
                new Request(Channel.SHELL, message), false, kernel.join().desk());
    }

    KernelClient client() {
        return client;
    }

    KernelClient anotherClient() {
        return KernelClient.connect(connection);
    }

    /// A client that takes publications only when its test asks for them.
    KernelClient slowClient() {
        return KernelClient.connect(connection, 1);
    }

    /// What the kernel has said to whoever runs the server.
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    boolean awaitEnd() throws InterruptedException {
        return ioThread.join(Duration.ofMillis(KernelClient.DEADLINE_MILLIS));
    }

    @Override
    public void close() {
        if (ioThread.isAlive()) {
            client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
            client.next(Channel.CONTROL);
        }
        client.close();
        session.close();
    }
}

package catnap.kernel.protocol;

import catnap.kernel.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A kernel in the test's own process, with a client.
final class RunningKernel implements AutoCloseable {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Session session = Session.start();
    private final TestConnection connection = TestConnection.fresh();
    private final Thread ioThread;
    private final KernelClient client;

    private RunningKernel() {
        ioThread = Thread.ofPlatform().daemon().name("test-io").start(this::serve);
        client = KernelClient.connect(connection);
    }

    static RunningKernel start() {
        return new RunningKernel();
    }

    private void serve() {
        try {
            var errors = new PrintStream(log, true, StandardCharsets.UTF_8);
            new CatnapKernel(connection.properties(), session, new KernelLog(errors)).serve();
        } catch (CannotListen e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KernelClient client() {
        return client;
    }

    KernelClient anotherClient() {
        return KernelClient.connect(connection);
    }

    /// What the kernel has said to whoever runs the server.
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    boolean awaitEnd() throws InterruptedException {
        return ioThread.join(java.time.Duration.ofMillis(KernelClient.DEADLINE_MILLIS));
    }

    @Override
    public void close() {
        client.send(Channel.CONTROL, "shutdown_request", new com.google.gson.JsonObject());
        client.next(Channel.CONTROL);
        client.close();
        session.close();
    }
}

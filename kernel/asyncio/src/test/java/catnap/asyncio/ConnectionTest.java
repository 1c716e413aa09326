package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.startServer;
import static catnap.asyncio.Asyncio.toThread;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections over real sockets on loopback.
class ConnectionTest {
    private static final String HERE = "127.0.0.1";

    /// Answers every line with itself.
    private static Coroutine<@Nullable Void> echo(StreamReader reader, StreamWriter writer) {
        return async(() -> {
            try (writer) {
                for (byte[] line : each(reader)) {
                    writer.write(line);
                    await(writer.drain());
                }
            }
        });
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) await(sleep(0));
    }

    @Test
    void anEchoServerAnswersEveryLine() {
        var lines = told(story -> {
            Server server = await(startServer(ConnectionTest::echo, HERE, 0));
            StreamPair client = await(openConnection(HERE, server.port()));
            client.writer().write("one\n");
            story.log(await(client.reader().readlineText()).strip());
            client.writer().write("two\nthree\n");
            client.writer().writeEof();
            for (String line : each(client.reader().lines())) story.log(line);
            story.log(client.reader().atEof());
            client.close();
            await(client.writer().waitClosed());
            server.close();
            await(server.waitClosed());
        });
        assertThat(lines).containsExactly("one", "two", "three", "true");
    }

    @Test
    void aThousandConnectionsAreServedAtOnce() {
        int many = 1_000;
        var served = run(async(() -> {
            List<AsyncFuture<@Nullable Void>> gates = new ArrayList<>();
            Server server = await(startServer(
                    (reader, writer) -> async(() -> {
                        AsyncFuture<@Nullable Void> gate = getRunningLoop().createFuture();
                        gates.add(gate);
                        if (gates.size() == many) {
                            for (AsyncFuture<@Nullable Void> each : gates) each.setResult(null);
                        }
                        await(gate); // nobody is answered before all are there
                        writer.write(await(reader.readline()));
                        writer.close();
                    }),
                    HERE,
                    0,
                    StreamReader.DEFAULT_LIMIT,
                    many));
            List<String> answers = await(gather(IntStream.range(0, many)
                    .mapToObj(i -> ask(server.port(), "client " + i + "\n"))
                    .toList()));
            server.close();
            await(server.waitClosed());
            return answers;
        }));
        assertThat(served)
                .isEqualTo(IntStream.range(0, many)
                        .mapToObj(i -> "client " + i + "\n")
                        .toList());
    }

    private static Coroutine<String> ask(int port, String question) {
        return async(() -> {
            try (var connection = await(openConnection(HERE, port))) {
                connection.writer().write(question);
                return await(connection.reader().readText());
            }
        });
    }

    @Test
    void afterTheEndOfWritingReadingGoesOn() {
        var lines = told(story -> {
            Server server = await(startServer(
                    (reader, writer) -> async(() -> {
                        String all = await(reader.readText());
                        writer.write(all.toUpperCase(Locale.ROOT));
                        writer.close();
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                client.writer().writelines(List.of("a".getBytes(UTF_8), "b".getBytes(UTF_8)));
                client.writer().writeEof();
                client.writer().writeEof();
                story.log(client.writer().canWriteEof(), await(client.reader().readText()));
                story.log(attempt(() -> client.writer().write("c")));
            }
        });
        assertThat(lines).containsExactly("true AB", "IllegalStateException(Cannot call write() after write_eof())");
    }

    @Test
    void aRefusedConnectionSaysWhere() {
        int port = freePort();
        assertThatThrownBy(() -> run(async(() -> await(openConnection(HERE, port)))))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessage("Connect call failed /127.0.0.1:" + port + ": Connection refused");
    }

    private static int freePort() {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Test
    void aHostNobodyKnowsIsAConnectionError() {
        assertThatThrownBy(() -> run(async(() -> await(openConnection("no-such-host.invalid", 1)))))
                .isInstanceOf(ConnectionException.class)
                .hasMessage("Name or service not known: no-such-host.invalid");
    }

    @Test
    void aLostConnectionBreaksReadingAndWriting() {
        var lines = told(story -> {
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                StreamPair client = await(openConnection(HERE, listening.getLocalPort()));
                var reading = createTask(client.reader().readline());
                await(toThread(() -> reset(listening)));
                story.log(outcome(reading));
                story.log(outcome(client.reader().read(1)));
                story.log(outcome(client.writer().drain()));
                story.log(outcome(client.writer().waitClosed()));
                for (int i = 0; i < 6; i++) client.writer().write("dropped");
                client.close();
            }
        });
        assertThat(lines)
                .startsWith(
                        "ConnectionResetException(Connection reset)",
                        "ConnectionResetException(Connection reset)",
                        "ConnectionResetException(Connection reset)",
                        "ConnectionResetException(Connection reset)");
        assertThat(lines).hasSize(5);
        assertThat(lines.getLast()).startsWith("handler: socket.send() raised exception");
    }

    /// Accepts a connection and breaks it at once.
    private static void reset(ServerSocket listening) throws IOException {
        try (Socket accepted = listening.accept()) {
            accepted.setSoLinger(true, 0);
        }
    }

    @Test
    void cancellingAConnectLeavesNothingBehind() {
        var left = run(async(() -> {
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                // More than the system queues for somebody who does not accept: the later ones have to wait.
                List<Task<StreamPair>> tries = new ArrayList<>();
                for (int i = 0; i < 8; i++) tries.add(createTask(openConnection(HERE, listening.getLocalPort())));
                until(() -> tries.stream().anyMatch(AsyncFuture::done));
                tries.forEach(Task::cancel);
                for (Outcome<StreamPair> ended : await(gather(tries).returnExceptions())) {
                    if (ended instanceof Success<StreamPair>(var pair)) pair.close();
                }
                await(sleep(0));
                await(sleep(0));
                return getRunningLoop().agenda.selection.isActive();
            }
        }));
        assertThat(left).isFalse();
    }

    @Test
    void cancellingAReadLetsTheNextOneHaveTheBytes() {
        var lines = told(story -> {
            Server server = await(startServer(ConnectionTest::echo, HERE, 0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                var first = createTask(client.reader().readline());
                await(sleep(1));
                first.cancel();
                story.log(outcome(first));
                client.writer().write("hello\n");
                story.log(await(client.reader().readlineText()).strip());
            }
        });
        assertThat(lines).containsExactly("CancelledError()", "hello");
    }

    @Test
    void bothEndsKnowTheirAddresses() {
        run(async(() -> {
            AsyncFuture<@Nullable Object> peer = getRunningLoop().createFuture();
            Server server = await(startServer(
                    (_, writer) -> async(() -> {
                        peer.setResult(writer.getExtraInfo("peername"));
                        writer.close();
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                assertThat(client.writer().getExtraInfo("peername"))
                        .isEqualTo(server.addresses().getFirst());
                assertThat(client.writer().getExtraInfo("sockname")).isEqualTo(await(peer));
                assertThat(client.writer().getExtraInfo("socket")).isInstanceOf(SocketChannel.class);
                assertThat(client.writer().getExtraInfo("cipher")).isNull();
            }
        }));
    }

    @Test
    void closingTheLoopClosesItsConnections() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run(async(() -> await(openConnection(HERE, listening.getLocalPort()))));
            try (Socket accepted = listening.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aClosedConnectionIsClosedForTheOtherSideAtOnce() {
        var end = run(async(() -> {
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                StreamPair client = await(openConnection(HERE, listening.getLocalPort()));
                client.close();
                await(client.writer().waitClosed());
                return await(toThread(() -> {
                    try (Socket accepted = listening.accept()) {
                        return accepted.getInputStream().read();
                    }
                }));
            }
        }));
        assertThat(end).isEqualTo(-1);
    }

    @Test
    void threadsAndConnectionsWakeTheLoopAlike() {
        var lines = told(story -> {
            Server server = await(startServer(ConnectionTest::echo, HERE, 0));
            int port = server.port();
            for (int i = 0; i < 20; i++) {
                int number = i;
                story.log(await(toThread(() -> {
                    try (Socket client = new Socket(
                            InetAddress.getLoopbackAddress(), port)) { // blocking: the loop must serve it meanwhile
                        client.getOutputStream().write(("line " + number + "\n").getBytes(UTF_8));
                        return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
                    }
                })));
            }
            server.close();
        });
        assertThat(lines)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void anInterruptLeavesConnectionsOpen() {
        var lines = told(story -> {
            Server server = await(startServer(ConnectionTest::echo, HERE, 0));
            Thread.currentThread().interrupt(); // as Stop in a notebook does
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                client.writer().write("still here\n");
                story.log(await(client.reader().readlineText()).strip());
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines).containsExactly("still here");
    }

    @Test
    void unixSocketsConnectToo(@TempDir Path folder) {
        Path path = folder.resolve("echo.sock");
        var lines = told(story -> {
            Server server = await(Asyncio.startUnixServer(ConnectionTest::echo, path));
            try (var client = await(Asyncio.openUnixConnection(path))) {
                client.writer().write("meow\n");
                story.log(await(client.reader().readlineText()).strip(), Files.exists(path));
            }
            server.close();
            story.log(Files.exists(path), attempt(server::port));
        });
        assertThat(lines).containsExactly("meow true", "false IllegalStateException(<Server closed> has no port)");
    }

    @Test
    void aUnixSocketThatADeadServerLeftIsNoHindrance(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("left.sock");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        run(async(
                () -> await(Asyncio.startUnixServer(ConnectionTest::echo, path)).close()));
        assertThat(path).doesNotExist();
    }
}

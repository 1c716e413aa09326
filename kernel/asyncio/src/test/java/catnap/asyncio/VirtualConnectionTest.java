package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.startServer;
import static catnap.asyncio.Story.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Real sockets under a clock that jumps.
class VirtualConnectionTest {
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

    @Test
    void aServerMayTakeAnHourOfVirtualTime() {
        var lines = told(story -> {
            EventLoop loop = getRunningLoop();
            Server server = await(startServer(
                    (reader, writer) -> async(() -> {
                        String line = await(reader.readlineText());
                        await(sleep(3600));
                        writer.write(line);
                        writer.close();
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                client.writer().write("patience\n");
                story.log(await(client.reader().readlineText()).strip(), loop.time());
            }
        });
        assertThat(lines).containsExactly("patience 3600.0");
    }

    @Test
    void noVirtualTimeGoesByWhileBytesAreOnTheirWay() {
        var lines = told(story -> {
            EventLoop loop = getRunningLoop();
            Server server = await(startServer(VirtualConnectionTest::echo, HERE, 0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                for (int i = 0; i < 100; i++) {
                    client.writer().write("x".repeat(i * 100) + "\n");
                    await(Asyncio.waitFor(client.reader().readline(), 0.001));
                }
                story.log(loop.time());
            }
        });
        assertThat(lines).containsExactly("0.0");
    }

    @Test
    void noVirtualTimeGoesByWhileSomebodyWaitsForAnotherProgram() {
        var lines = told(story -> {
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                StreamPair client = await(openConnection(HERE, listening.getLocalPort()));
                Thread.ofPlatform().start(() -> answerOnce(listening));
                story.log(await(Asyncio.waitFor(client.reader().readlineText(), 1))
                        .strip());
                client.close();
            }
        });
        assertThat(lines).containsExactly("late");
    }

    private static void answerOnce(ServerSocket listening) {
        try (Socket accepted = listening.accept()) {
            accepted.getOutputStream().write("late\n".getBytes(UTF_8));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}

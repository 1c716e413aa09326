package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.startServer;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Coroutine;
import catnap.asyncio.Server;
import catnap.asyncio.StreamPair;
import catnap.asyncio.StreamReader;
import catnap.asyncio.StreamWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A connection that nobody closed is told of at the end of its loop.
class OpenConnectionTest {
    private static final String HERE = "127.0.0.1";

    private final List<String> reports = new ArrayList<>();

    private void listen() {
        getRunningLoop().setExceptionHandler((_, context) -> reports.add(context.message()));
    }

    private static Coroutine<@Nullable Void> echo(StreamReader reader, StreamWriter writer) {
        return async(() -> {
            try (writer) {
                for (byte[] line : each(reader)) writer.write(line);
            }
        });
    }

    @Test
    void aConnectionThatNobodyClosedIsToldOfWhenTheLoopIsClosed() {
        Virtually.run(() -> {
            listen();
            Server server = await(startServer(OpenConnectionTest::echo, HERE, 0));
            try (server;
                    var closed = await(openConnection(HERE, server.port()))) {
                await(ask(closed));
                await(ask(await(openConnection(HERE, server.port()))));
            }
            getRunningLoop().reportLeftovers();
            assertThat(reports).isEmpty();
        });
        assertThat(reports)
                .singleElement()
                .asString()
                .matches(
                        "Unclosed connection <SocketTransport \\S+ -> \\S+> \\(created at OpenConnectionTest\\.java:\\d+\\):"
                                + " close it, best by try \\(var streams = await\\(openConnection\\(…\\)\\)\\)");
    }

    @Test
    void aHandlerThatLeavesItsConnectionOpenIsToldOf() {
        Virtually.run(() -> {
            listen();
            Server server = await(startServer((_, writer) -> async(() -> writer.write("bye\n")), HERE, 0));
            var client = await(openConnection(HERE, server.port()));
            await(client.reader().readline());
            client.writer().abort();
            server.close();
        });
        assertThat(reports)
                .singleElement()
                .asString()
                .endsWith(": close it, best by try (writer) in the server's handler");
    }

    private static Coroutine<byte[]> ask(StreamPair streams) {
        streams.writer().write("hello\n");
        return streams.reader().readline();
    }
}

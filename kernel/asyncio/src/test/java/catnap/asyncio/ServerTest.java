package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.startServer;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a server does beside serving.
class ServerTest {
    private static final String HERE = "127.0.0.1";

    /// Greets, and waits for the other side to leave.
    private static Coroutine<@Nullable Void> greet(StreamReader reader, StreamWriter writer) {
        return async(() -> {
            writer.write("hello\n");
            await(reader.read());
            writer.close();
        });
    }

    private static void bind(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aClosedServersPortIsFreeAtOnce() {
        run(async(() -> {
            Server server = await(startServer(ServerTest::greet, HERE, 0));
            int port = server.port();
            assertThatThrownBy(() -> bind(port)).isInstanceOf(IOException.class);
            server.close();
            bind(port);
        }));
    }

    @Test
    void aLoopThatIsClosedTakesItsServersAlong() throws IOException {
        bind(run(async(() -> await(startServer(ServerTest::greet, HERE, 0)).port())));
    }

    @Test
    void closingAServerKeepsItsConnections() {
        var lines = told(story -> {
            Server server = await(startServer(ServerTest::greet, HERE, 0));
            StreamPair client = await(openConnection(HERE, server.port()));
            story.log(await(client.reader().readlineText()).strip());
            server.close();
            server.close();
            var gone = createTask(server.waitClosed());
            await(sleep(60));
            story.log("serving", server.isServing(), server.addresses(), "gone", gone.done());
            client.close();
            await(gone);
            story.log(server, outcome(server.waitClosed()));
        });
        assertThat(lines).containsExactly("hello", "serving false [] gone false", "<Server closed> null");
    }

    @Test
    void serveForeverEndsWhenItsTaskIsCancelled() {
        var lines = told(story -> {
            Server server = await(startServer(ServerTest::greet, HERE, 0));
            var serving = createTask(server.serveForever());
            StreamPair client = await(openConnection(HERE, server.port()));
            await(client.reader().readline());
            story.log(outcome(server.serveForever()).replace(server.toString(), "<Server>"));
            serving.cancel();
            story.log(
                    outcome(serving),
                    server.isServing(),
                    "rest",
                    await(client.reader().read()).length);
            client.close();
            story.log(outcome(server.serveForever()));
        });
        assertThat(lines)
                .containsExactly(
                        "IllegalStateException(server <Server> is already being awaited on serve_forever())",
                        "CancelledError() false rest 0",
                        "IllegalStateException(server <Server closed> is closed)");
    }

    @Test
    void serveForeverEndsWhenTheServerIsClosed() {
        var lines = told(story -> {
            Server server = await(startServer(ServerTest::greet, HERE, 0));
            var serving = createTask(server.serveForever());
            await(sleep(1));
            server.close();
            story.log(outcome(serving));
        });
        assertThat(lines).containsExactly("CancelledError()");
    }

    @Test
    void leavingItsBlockClosesTheServer() {
        var lines = told(story -> {
            Server left = await(startServer(ServerTest::greet, HERE, 0));
            asyncWith(left, server -> {
                try (var client = await(openConnection(HERE, server.port()))) {
                    story.log(await(client.reader().readlineText()).strip());
                }
            });
            story.log(left.isServing());
        });
        assertThat(lines).containsExactly("hello", "false");
    }

    @Test
    void aHandlersErrorIsReportedAndItsConnectionClosed() {
        var lines = told(story -> {
            Server server = await(startServer(
                    (_, writer) -> async(() -> {
                        writer.write("so far");
                        await(sleep(0));
                        throw new IllegalArgumentException("no further");
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                story.log(await(client.reader().readText()));
            }
        });
        assertThat(lines).containsExactlyInAnyOrder("handler: Unhandled exception in client_connected_cb", "so far");
    }

    @Test
    void aHandlerThatFailsBeforeItsCoroutineIsReportedToo() {
        var lines = told(story -> {
            Server server = await(startServer(
                    (_, _) -> {
                        throw new IllegalArgumentException("not even begun");
                    },
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                story.log("read", await(client.reader().read()).length);
            }
        });
        assertThat(lines).containsExactlyInAnyOrder("handler: Unhandled exception in client_connected_cb", "read 0");
    }

    @Test
    void itsClientsCanBeClosedAndAborted() {
        var lines = told(story -> {
            for (boolean politely : new boolean[] {true, false}) {
                Server server = await(startServer(ServerTest::greet, HERE, 0));
                StreamPair client = await(openConnection(HERE, server.port()));
                await(client.reader().readline());
                server.close();
                if (politely) server.closeClients();
                else server.abortClients();
                await(server.waitClosed());
                story.log("rest", await(client.reader().read()).length);
                client.close();
            }
        });
        assertThat(lines).containsExactly("rest 0", "rest 0");
    }

    @Test
    void handlersSeeTheContextThatTheServerWasStartedIn() {
        var mood = new ContextVar<String>("mood");
        var seen = new ArrayList<String>();
        run(async(() -> {
            mood.set("calm");
            Server server = await(startServer(
                    (_, writer) -> async(() -> {
                        seen.add(mood.get());
                        writer.close();
                    }),
                    HERE,
                    0));
            mood.set("busy");
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                await(client.reader().read());
            }
        }));
        assertThat(seen).containsExactly("calm");
    }

    @Test
    void anAddressInUseSaysSo() {
        var lines = told(story -> {
            Server server = await(startServer(ServerTest::greet, HERE, 0));
            int port = server.port();
            String error = outcome(startServer(ServerTest::greet, HERE, port));
            story.log(error.replace(":" + port + ":", ":N:"));
            story.log(getRunningLoop().agenda.selection.isActive());
            server.close();
            story.log(getRunningLoop().agenda.selection.isActive());
        });
        assertThat(lines)
                .containsExactly(
                        "UncheckedIOException(error while attempting to bind on address /127.0.0.1:N:"
                                + " Address already in use)",
                        "true",
                        "false");
    }

    @Test
    void withoutAHostItListensEverywhere() {
        var lines = told(story -> {
            try (Server server = await(startServer(ServerTest::greet, "", 0));
                    var client = await(openConnection("localhost", server.port()))) {
                story.log(await(client.reader().readlineText()).strip());
            }
        });
        assertThat(lines).containsExactly("hello");
    }

    @Test
    void aServerBelongsToTheLoopThatStartedIt() {
        assertThat(attempt(() -> startServer(ServerTest::greet, HERE, 0).run()))
                .isEqualTo(
                        "IllegalStateException(no running event loop: startServer needs one; call it inside run(...))");
        run(async(() -> {
            try (Server server = await(startServer(ServerTest::greet, HERE, 0))) {
                assertThat(server.getLoop()).isSameAs(getRunningLoop());
            }
        }));
    }
}

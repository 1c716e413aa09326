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
import static catnap.asyncio.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Connections over real sockets on loopback.
class ConnectionTest {
    private static final String HERE = "127.0.0.1";
    private static final int MUCH = 8 * 1024 * 1024; // more than the sockets of any system hold

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
                        if (gates.size() == many) gates.forEach(each -> each.setResult(null));
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
    void writingNeverWaitsAndDrainingWaitsForASlowReader() {
        var lines = told(story -> {
            AsyncFuture<Integer> read = getRunningLoop().createFuture();
            AsyncFuture<@Nullable Void> go = getRunningLoop().createFuture();
            Server server = await(startServer(
                    (reader, writer) -> async(() -> {
                        await(go);
                        read.setResult(await(reader.read()).length);
                        writer.close();
                    }),
                    HERE,
                    0));
            try (var client = await(openConnection(HERE, server.port()))) {
                client.writer().write(new byte[MUCH]);
                Task<?> drained = createTask(client.writer().drain());
                await(sleep(60));
                story.log("kept some", client.writer().getWriteBufferSize() > 64 * 1024, "drained", drained.done());
                go.setResult(null);
                await(drained);
                story.log("kept little", client.writer().getWriteBufferSize() <= 16 * 1024);
                client.writer().writeEof();
                story.log("all came", await(read) == MUCH);
            }
            server.close();
        });
        assertThat(lines).containsExactly("kept some true drained false", "kept little true", "all came true");
    }
}

package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.startServer;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What happens to bytes that nobody takes: both ways, over real sockets.
class FlowControlTest {
    private static final String HERE = "127.0.0.1";
    private static final int MUCH = 8 * 1024 * 1024;

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

    /// Writes until the system takes no more and this much is kept; the other side must not read.
    ///
    /// @return how much was written
    private static int fill(StreamWriter writer) {
        int written = 0;
        while (writer.getWriteBufferSize() < MUCH / 8) {
            writer.write(new byte[MUCH / 32]);
            written += MUCH / 32;
            passes(2);
        }
        return written;
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) await(sleep(0));
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
                int written = fill(client.writer());
                var drained = createTask(client.writer().drain());
                await(sleep(60));
                story.log("kept some", client.writer().getWriteBufferSize() > 64 * 1024, "drained", drained.done());
                go.setResult(null);
                await(drained);
                story.log("kept little", client.writer().getWriteBufferSize() <= 16 * 1024);
                client.writer().writeEof();
                story.log("all came", await(read) == written);
            }
            server.close();
        });
        assertThat(lines).containsExactly("kept some true drained false", "kept little true", "all came true");
    }

    @Test
    void aReaderThatNobodyReadsHoldsLittle() {
        var lines = told(story -> {
            Server server = await(startServer(
                    (_, writer) -> async(() -> {
                        writer.write(new byte[MUCH]);
                        writer.close();
                    }),
                    HERE,
                    0));
            try (var client = await(openConnection(HERE, server.port(), 1024))) {
                StreamReader reader = client.reader();
                until(() -> reader.toString().contains("paused"));
                await(sleep(3600));
                story.log("paused", reader.toString().contains("paused"));
                story.log(await(reader.read()).length == MUCH);
            }
            server.close();
        });
        assertThat(lines).containsExactly("paused true", "true");
    }

    @Test
    void closingSendsWhatWasWritten() {
        var length = run(async(() -> {
            Server server = await(startServer(
                    (_, writer) -> async(() -> {
                        writer.write(new byte[MUCH]);
                        writer.close();
                        writer.close();
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                return await(client.reader().read()).length;
            }
        }));
        assertThat(length).isEqualTo(MUCH);
    }

    @Test
    void abortingDropsWhatWasNotSent() {
        var lines = told(story -> {
            AsyncFuture<Integer> read = getRunningLoop().createFuture();
            Server server = await(startServer(
                    (reader, writer) -> async(() -> {
                        try (writer) {
                            read.setResult(await(reader.read()).length);
                        }
                    }),
                    HERE,
                    0,
                    1024,
                    1));
            StreamPair client = await(openConnection(HERE, server.port()));
            int written = 0;
            for (; client.writer().getWriteBufferSize() < MUCH; written += MUCH)
                client.writer().write(new byte[MUCH]);
            client.writer().abort();
            story.log(
                    "kept",
                    client.writer().getWriteBufferSize(),
                    "closing",
                    client.writer().isClosing());
            await(client.writer().waitClosed());
            story.log("less came", await(read) < written);
            server.close();
        });
        assertThat(lines).containsExactly("kept 0 closing true", "less came true");
    }

    @Test
    void drainingAClosedConnectionFails() {
        var lines = told(story -> {
            Server server = await(startServer(FlowControlTest::echo, HERE, 0));
            StreamPair client = await(openConnection(HERE, server.port()));
            client.close();
            story.log(outcome(client.writer().drain()));
            story.log(outcome(client.reader().read()));
            server.close();
        });
        assertThat(lines).first().isEqualTo("ConnectionResetException(Connection lost)");
    }

    @Test
    void cancellingADrainLeavesTheOthersWaiting() {
        var lines = told(story -> {
            AsyncFuture<@Nullable Void> go = getRunningLoop().createFuture();
            Server server = await(startServer(
                    (reader, _) -> async(() -> {
                        await(go);
                        await(reader.read());
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                var _ = fill(client.writer());
                var one = createTask(client.writer().drain());
                var two = createTask(client.writer().drain());
                await(sleep(1));
                one.cancel();
                story.log(outcome(one), two.done());
                go.setResult(null);
                story.log(outcome(two));
            }
        });
        assertThat(lines).containsExactly("CancelledError() false", "null");
    }

    @Test
    void theWriteLimitsCanBeSet() {
        var lines = told(story -> {
            AsyncFuture<@Nullable Void> go = getRunningLoop().createFuture();
            Server server = await(startServer(
                    (reader, _) -> async(() -> {
                        await(go);
                        await(reader.read());
                    }),
                    HERE,
                    0));
            try (server;
                    var client = await(openConnection(HERE, server.port()))) {
                StreamWriter writer = client.writer();
                writer.setWriteBufferLimits(2 * MUCH);
                var _ = fill(writer);
                story.log(outcome(writer.drain()), writer.getWriteBufferSize() > 0);
                writer.setWriteBufferLimits(0);
                var drained = createTask(writer.drain());
                await(sleep(1));
                story.log(drained.done());
                go.setResult(null);
                await(drained);
                story.log(writer.getWriteBufferSize(), attempt(() -> writer.setWriteBufferLimits(1, 2)));
            }
        });
        assertThat(lines)
                .containsExactly(
                        "null true", "false", "0 IllegalArgumentException(high (1) must be >= low (2) must be >= 0)");
    }
}

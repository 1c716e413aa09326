package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.openConnection;
import static catnap.asyncio.Asyncio.startServer;
import static java.nio.charset.StandardCharsets.UTF_8;

import catnap.asyncio.AsyncEvent;
import catnap.asyncio.ConnectionException;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Server;
import catnap.asyncio.StreamPair;
import catnap.asyncio.StreamReader;
import catnap.asyncio.StreamWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `streams.py`: connections over loopback.
final class ConnectionTwins extends Twins {
    private static final String HERE = "127.0.0.1";
    private static final int MANY = 1 << 20;

    private static byte[] b(String text) {
        return text.getBytes(UTF_8);
    }

    private static Coroutine<@Nullable Void> echo(StreamReader r, StreamWriter w) {
        return async(() -> {
            for (byte[] line : each(r)) {
                w.write(line);
                await(w.drain());
            }
            w.close();
        });
    }

    private static Server start(BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler) {
        return await(startServer(handler, HERE, 0));
    }

    private static StreamPair connect(Server server) {
        return await(openConnection(HERE, server.port()));
    }

    @Twin
    void anEchoServer() {
        Server server = start(ConnectionTwins::echo);
        StreamPair c = connect(server);
        for (String word : List.of("one", "two")) {
            c.writer().write(word + "\n");
            log(await(c.reader().readline()));
        }
        c.writer().writelines(List.of(b("three\n"), b("four\n"), b("five")));
        log(c.writer().canWriteEof(), c.writer().isClosing());
        c.writer().writeEof();
        for (byte[] line : each(c.reader())) log(line);
        log(c.reader().atEof());
        c.writer().close();
        log(c.writer().isClosing());
        await(c.writer().waitClosed());
        server.close();
        log(server.isServing(), server.addresses().size());
    }

    @Twin
    void manyClientsOfOneServer() {
        Server server = start((r, w) -> async(() -> {
            w.write(await(r.readText()).toUpperCase(Locale.ROOT));
            w.close();
        }));
        List<Coroutine<byte[]>> asks =
                IntStream.range(0, 5).mapToObj(i -> ask(server, i)).toList();
        for (byte[] answer : await(gather(asks))) log(answer);
        server.close();
    }

    private static Coroutine<byte[]> ask(Server server, int i) {
        return async(() -> {
            StreamPair c = connect(server);
            c.writer().write("client " + i);
            c.writer().writeEof();
            byte[] answer = await(c.reader().read());
            c.close();
            return answer;
        });
    }

    @Twin
    void aConversation() {
        Server server = start(this::guess);
        StreamPair c = connect(server);
        log("client got", await(c.reader().readline()));
        int low = 0;
        int high = 100;
        while (true) {
            int middle = (low + high) / 2;
            c.writer().write(middle + "\n");
            byte[] answer = await(c.reader().readline());
            log("client got", answer);
            if (Arrays.equals(answer, b("yes\n"))) break;
            if (Arrays.equals(answer, b("more\n"))) low = middle;
            else high = middle;
        }
        log("end", await(c.reader().read()));
        c.close();
        server.close();
    }

    private Coroutine<@Nullable Void> guess(StreamReader r, StreamWriter w) {
        return async(() -> {
            int secret = 42;
            w.write("guess\n");
            for (String line : each(r.lines())) {
                int n = Integer.parseInt(line);
                log("server got", n);
                w.write(n == secret ? "yes\n" : n < secret ? "more\n" : "less\n");
                if (n == secret) break;
            }
            w.close();
            log("server done", w.isClosing());
        });
    }

    @Twin
    void wrongUsesOfAWriter() {
        Server server = start(ConnectionTwins::echo);
        StreamPair c = connect(server);
        c.writer().writeEof();
        c.writer().writeEof();
        logErrors(() -> c.writer().write("more"));
        log(await(c.reader().read()));
        c.writer().close();
        c.writer().close();
        log(await(outcome(c.writer().drain())));
        server.close();
    }

    @Twin
    void theStreamEndsTooEarly() {
        Server server = start((_, w) -> async(() -> {
            w.write("abc");
            w.close();
        }));
        StreamPair c = connect(server);
        log(
                await(outcome(c.reader().readexactly(10))),
                await(outcome(c.reader().readuntil("\n"))),
                await(outcome(c.reader().readline())));
        c.close();
        server.close();
    }

    @Twin
    void nobodyListens() {
        Server server = start(ConnectionTwins::echo);
        int port = server.port();
        server.close();
        await(server.waitClosed());
        try {
            await(openConnection(HERE, port));
        } catch (ConnectionException error) {
            log(Words.kind(error));
        }
    }

    @Twin
    void aHandlerOfConnectionsFails() {
        getRunningLoop()
                .setExceptionHandler((_, context) -> log("handler:", context.message(), show(context.exception())));
        Server server = start((r, _) -> async(() -> {
            String message = await(r.readlineText()).strip();
            throw new IllegalArgumentException(message);
        }));
        StreamPair c = connect(server);
        c.writer().write("bad\n");
        log("client got", await(c.reader().read()));
        c.close();
        server.close();
    }

    @Twin
    void servingForEver() {
        Server server = start(ConnectionTwins::echo);
        var t = createTask(server.serveForever());
        StreamPair c = connect(server);
        c.writer().write("hello\n");
        log(await(c.reader().readline()), server.isServing());
        c.close();
        await(c.writer().waitClosed());
        t.cancel();
        log(await(outcome(t)), server.isServing());
    }

    @Twin
    void moreThanTheSocketsHold() {
        var go = new AsyncEvent();
        var got = new ArrayList<Integer>();
        Server server = start((r, w) -> async(() -> {
            await(go.waitSet());
            got.add(await(r.read()).length);
            w.close();
        }));
        StreamPair c = connect(server);
        int written = 0;
        while (c.writer().getWriteBufferSize() < MANY) {
            c.writer().write(new byte[MANY / 4]);
            written += MANY / 4;
            passes(2);
        }
        var t = createTask(c.writer().drain());
        passes(5);
        log("drained", t.done());
        go.set();
        await(t);
        log("drained", t.done());
        c.writer().writeEof();
        log(await(c.reader().read()), got.equals(List.of(written)));
        c.close();
        server.close();
    }
}

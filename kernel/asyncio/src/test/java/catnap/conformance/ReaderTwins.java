package catnap.conformance;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static java.nio.charset.StandardCharsets.UTF_8;

import catnap.asyncio.Coroutine;
import catnap.asyncio.IncompleteReadException;
import catnap.asyncio.LimitOverrunException;
import catnap.asyncio.StreamReader;

/// `streams.py`: a reader fed by hand.
final class ReaderTwins extends Twins {
    private static byte[] b(String text) {
        return text.getBytes(UTF_8);
    }

    private static StreamReader reader(String... parts) {
        return reader(StreamReader.DEFAULT_LIMIT, parts);
    }

    private static StreamReader reader(int limit, String... parts) {
        StreamReader reader = openReader(limit, parts);
        reader.feedEof();
        return reader;
    }

    private static StreamReader openReader(int limit, String... parts) {
        var reader = new StreamReader(limit);
        for (String part : parts) reader.feedData(b(part));
        return reader;
    }

    private static StreamReader openReader(String... parts) {
        return openReader(StreamReader.DEFAULT_LIMIT, parts);
    }

    @Twin
    void readsOfSomeAndOfAll() {
        StreamReader r = reader("hello", " world");
        log(await(r.read(0)), await(r.read(3)), await(r.read(100)), r.atEof());
        log(await(r.read(5)), await(r.read()), await(r.read(-1)));
        r = reader("all ", "of it");
        log(r.atEof(), await(r.read()), r.atEof());
    }

    @Twin
    void aReadWaitsForTheFirstBytes() {
        StreamReader r = openReader();
        var t = createTask(r.read(10));
        passes(2);
        log(t.done());
        r.feedData(b("abc"));
        r.feedData(b("def"));
        log(await(t));
        t = createTask(r.read(10));
        passes(2);
        r.feedEof();
        log(await(t), r.atEof());
    }

    @Twin
    void exactReads() {
        StreamReader r = reader("abcdef", "gh");
        log(await(r.readexactly(0)), await(r.readexactly(3)), await(r.readexactly(4)));
        logIncomplete(r.readexactly(5));
        log(await(outcome(r.readexactly(1))));
        logErrors(() -> r.readexactly(-1));
    }

    private void logIncomplete(Coroutine<byte[]> read) {
        try {
            await(read);
        } catch (IncompleteReadException error) {
            log(
                    show(error),
                    error.partial(),
                    error.expected().isPresent() ? error.expected().getAsInt() : null);
        }
    }

    private void logOverrun(Coroutine<byte[]> read) {
        try {
            await(read);
        } catch (LimitOverrunException error) {
            log(show(error), error.consumed());
        }
    }

    @Twin
    void readsUntilASeparator() {
        StreamReader r = reader("one", "--two-", "-three");
        log(await(r.readuntil("--")), await(r.readuntil("--")));
        logIncomplete(r.readuntil("--"));
        log(await(r.read()));
        logErrors(() -> r.readuntil(""));
    }

    @Twin
    void aSeparatorInTwoParts() {
        StreamReader r = openReader("x\r");
        var t = createTask(r.readuntil("\r\n"));
        passes(2);
        r.feedData(b("\ny\r\n"));
        log(await(t), await(r.readuntil("\r\n")));
    }

    @Twin
    void separatorsBeyondTheLimit() {
        StreamReader r = reader(4, "12345678", "9;rest");
        logOverrun(r.readuntil(";"));
        logOverrun(r.readuntil(";"));
        log(await(r.readexactly(10)), await(r.read()));
        r = openReader(4, "123456789");
        logOverrun(r.readuntil("=="));
        log(await(r.read(20)));
    }

    @Twin
    void readsOfLines() {
        StreamReader r = reader("one\ntwo", "\n\nlast");
        log(await(r.readline()), await(r.readline()), await(r.readline()), await(r.readline()), await(r.readline()));
    }

    @Twin
    void linesThatAreTooLong() {
        StreamReader r = reader(4, "12345\nok\n");
        log(await(outcome(r.readline())), await(outcome(r.readline())), await(outcome(r.readline())));
        r = openReader(4, "123456");
        log(await(outcome(r.readline())));
        r.feedData(b("78\nnext\n"));
        log(await(outcome(r.readline())), await(outcome(r.readline())));
    }

    @Twin
    void aWalkOverTheLines() {
        for (byte[] line : each(reader("a\nb", "b\n\nc"))) log(line);
    }

    @Twin
    void oneReaderMayWait() {
        StreamReader r = openReader();
        var t = createTask(r.readline());
        passes(1);
        log(await(outcome(r.read(1))));
        log(await(outcome(r.readexactly(1))));
        log(await(outcome(r.readline())));
        r.feedData(b("x\n"));
        log(await(t));
    }

    @Twin
    void aCancelledReadTakesNothing() {
        StreamReader r = openReader();
        var t = createTask(r.readexactly(4));
        passes(1);
        r.feedData(b("ab"));
        passes(2);
        t.cancel();
        log(await(outcome(t)));
        r.feedData(b("cd"));
        log(await(r.readexactly(4)));
    }

    @Twin
    void anErrorBreaksAReader() {
        StreamReader r = openReader("some");
        var t = createTask(r.readexactly(10));
        passes(1);
        log(r.exception());
        r.setException(new IllegalArgumentException("broken"));
        log(await(outcome(t)));
        log(await(outcome(r.read(1))), await(outcome(r.readline())), await(outcome(r.read())));
        log(show(r.exception()));
    }

    @Twin
    void aReaderWithoutRoom() {
        logErrors(() -> new StreamReader(0), () -> new StreamReader(-1));
    }
}

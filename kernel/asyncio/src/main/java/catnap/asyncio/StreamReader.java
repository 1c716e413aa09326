package catnap.asyncio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reading end of a connection or a process's output (asyncio's `StreamReader`): bytes arrive by themselves and
/// stay until they are read. One task at a time may wait.
///
/// It holds little more than twice its limit; then the other side has to wait. The limit is also the longest line.
///
/// `for (byte[] line : each(reader))` reads line by line, `each(reader.lines())` as text.
public final class StreamReader implements AsyncIterator<byte[]> { // loop thread only
    /// How many bytes a stream holds unless told otherwise.
    public static final int DEFAULT_LIMIT = 64 * 1024;

    private static final byte[] NONE = new byte[0];
    private static final byte[] NEWLINE = {'\n'};

    private final EventLoop loop;
    private final int limit;
    private final @Nullable Source source;
    private final ByteQueue buffer = new ByteQueue();
    private boolean eof;
    private boolean paused;
    private @Nullable Throwable exception;
    private @Nullable AsyncFuture<@Nullable Void> waiter;

    /// A reader of what [#feedData] gives it, without a connection.
    public StreamReader() {
        this(DEFAULT_LIMIT);
    }

    /// The same with another limit.
    public StreamReader(int limit) {
        this(Current.runningLoop("StreamReader"), limit, null);
    }

    StreamReader(EventLoop loop, int limit, @Nullable Source source) {
        this.loop = loop;
        this.limit = checked(limit);
        this.source = source;
    }

    /// A limit that a reader can have.
    static int checked(int limit) {
        if (limit <= 0) throw new IllegalArgumentException("Limit cannot be <= 0");
        return limit;
    }

    // Reading.

    /// Suspends until the stream ends, and gives everything that came.
    public Coroutine<byte[]> read() {
        return new Coroutine<>(this::readAll);
    }

    /// Suspends until there are bytes, and gives them, at most so many; none at the end of the stream. A negative
    /// number means all, as [#read()].
    public Coroutine<byte[]> read(int most) {
        return new Coroutine<>(() -> most < 0 ? readAll() : readSome(most, "read"));
    }

    /// Suspends until so many bytes have come, and gives them; to be awaited, it throws an [IncompleteReadException]
    /// if the stream ends before.
    public Coroutine<byte[]> readexactly(int count) {
        if (count < 0) throw new IllegalArgumentException("readexactly size can not be less than zero");
        return new Coroutine<>(() -> {
            throwIfFailed();
            while (buffer.size() < count) {
                if (eof) throw new IncompleteReadException(buffer.takeAll(), count);
                awaitData("readexactly");
            }
            return taken(count);
        });
    }

    /// Suspends until a line has come, and gives it with its `\n`. At the end of the stream: what is left, which may
    /// be nothing. A line longer than the limit is dropped, with an [IllegalArgumentException].
    public Coroutine<byte[]> readline() {
        return new Coroutine<>(this::line);
    }

    /// Suspends as [#readline], and gives the line as text (UTF-8); `""` only at the end of the stream.
    public Coroutine<String> readlineText() {
        return new Coroutine<>(() -> new String(line(), StandardCharsets.UTF_8));
    }

    /// Suspends until the stream ends, and gives everything as text (UTF-8).
    public Coroutine<String> readText() {
        return new Coroutine<>(() -> new String(readAll(), StandardCharsets.UTF_8));
    }

    /// Suspends until one of these has come, and gives everything up to and with it; the shortest match counts. To
    /// be awaited, it throws an [IncompleteReadException] if the stream ends before, and a [LimitOverrunException]
    /// if it does not come within the limit.
    public Coroutine<byte[]> readuntil(byte[]... separators) {
        if (separators.length == 0) throw new IllegalArgumentException("Separator should contain at least one element");
        List<byte[]> shortestFirst = Arrays.stream(separators)
                .map(byte[]::clone)
                .sorted(Comparator.comparingInt(each -> each.length))
                .toList();
        if (shortestFirst.getFirst().length == 0)
            throw new IllegalArgumentException("Separator should be at least one-byte string");
        return new Coroutine<>(() -> until(shortestFirst));
    }

    /// The same up to and with a line end.
    public Coroutine<byte[]> readuntil() {
        return readuntil(NEWLINE);
    }

    /// The same up to and with this text.
    public Coroutine<byte[]> readuntil(String separator) {
        return readuntil(separator.getBytes(StandardCharsets.UTF_8));
    }

    /// Tells whether the stream has ended and everything was read.
    public boolean atEof() {
        return eof && buffer.isEmpty();
    }

    /// The next line, with its `\n`.
    @Override
    public Coroutine<byte[]> anext() {
        return new Coroutine<>(() -> {
            byte[] line = line();
            if (line.length == 0) throw new StopAsyncIteration();
            return line;
        });
    }

    /// The lines as text (UTF-8), each without its end.
    public AsyncIterator<String> lines() {
        return () -> new Coroutine<>(() -> {
            String line = new String(Asyncio.await(anext()), StandardCharsets.UTF_8);
            return line.endsWith("\r\n")
                    ? line.substring(0, line.length() - 2)
                    : line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        });
    }

    /// The error that broke the stream, if one did; every read throws it.
    public @Nullable Throwable exception() {
        return exception;
    }

    private byte[] readAll() {
        var all = new ByteQueue();
        while (true) {
            byte[] block = readSome(limit, "read");
            if (block.length == 0) return all.takeAll();
            all.add(ByteBuffer.wrap(block));
        }
    }

    private byte[] readSome(int most, String method) {
        throwIfFailed();
        if (most == 0) return NONE;
        while (buffer.isEmpty() && !eof) awaitData(method);
        return taken(most);
    }

    private byte[] line() {
        try {
            return until(List.of(NEWLINE));
        } catch (IncompleteReadException atEnd) {
            return atEnd.partial();
        } catch (LimitOverrunException tooLong) {
            if (buffer.startsWith(NEWLINE, tooLong.consumed())) buffer.drop(tooLong.consumed() + NEWLINE.length);
            else buffer.clear();
            resumeIfRoom();
            throw new IllegalArgumentException(tooLong.getMessage(), tooLong);
        }
    }

    private byte[] until(List<byte[]> separators) {
        throwIfFailed();
        int longest = separators.getLast().length;
        int searched = 0;
        while (true) {
            Match match = Match.shortest(buffer, separators, searched);
            if (match != null) return taken(match);
            if (buffer.size() - searched >= separators.getFirst().length) {
                searched = Math.max(0, buffer.size() + 1 - longest);
                if (searched > limit) {
                    throw new LimitOverrunException("Separator is not found, and chunk exceed the limit", searched);
                }
            }
            if (eof) throw new IncompleteReadException(buffer.takeAll());
            awaitData("readuntil");
        }
    }

    private byte[] taken(Match match) {
        if (match.start > limit) {
            throw new LimitOverrunException("Separator is found, but chunk is longer than limit", match.start);
        }
        return taken(match.end);
    }

    private byte[] taken(int most) {
        byte[] bytes = buffer.take(most);
        resumeIfRoom();
        return bytes;
    }

    /// Suspends until something has arrived or the stream has ended.
    private void awaitData(String method) {
        if (waiter != null) {
            throw new IllegalStateException(
                    method + "() called while another coroutine is already waiting for incoming data");
        }
        if (paused) resume(); // whoever asks for more than the limit gets it
        AsyncFuture<@Nullable Void> arrival = NamedFuture.ofNews(loop, "stream read");
        waiter = arrival;
        if (source != null) source.waitBegan();
        try {
            var _ = arrival.await();
        } finally {
            if (source != null) source.waitEnded();
            if (waiter == arrival) waiter = null;
        }
        throwIfFailed();
    }

    private void throwIfFailed() {
        if (exception != null) throw Sneaky.rethrow(exception);
    }

    // Feeding.

    /// Adds bytes to be read.
    public void feedData(byte[] data) {
        feed(ByteBuffer.wrap(data));
    }

    void feed(ByteBuffer data) {
        if (eof) throw new IllegalStateException("feed_data after feed_eof");
        if (!data.hasRemaining()) return;
        buffer.add(data);
        wakeUp();
        if (source == null || paused || buffer.size() <= 2L * limit) return;
        paused = true;
        source.pauseReading();
    }

    /// Ends the stream.
    public void feedEof() {
        eof = true;
        wakeUp();
    }

    /// Breaks the stream: every read throws this from now on.
    public void setException(Throwable error) {
        exception = error;
        wakeUp();
    }

    private void wakeUp() {
        AsyncFuture<@Nullable Void> asleep = waiter;
        waiter = null;
        if (asleep != null && !asleep.done()) asleep.setResult(null);
    }

    private void resumeIfRoom() {
        if (paused && buffer.size() <= limit) resume();
    }

    private void resume() {
        paused = false;
        if (source != null) source.resumeReading();
    }

    /// `<StreamReader 5 bytes eof>`.
    @Override
    public String toString() {
        return "<StreamReader"
                + (buffer.isEmpty() ? "" : " " + buffer.size() + " bytes")
                + (eof ? " eof" : "")
                + (paused ? " paused" : "")
                + (exception == null ? "" : " exception=" + exception)
                + ">";
    }

    /// Where a separator stands.
    private record Match(int start, int end) {
        static @Nullable Match shortest(ByteQueue buffer, List<byte[]> separators, int from) {
            Match best = null;
            for (byte[] separator : separators) {
                int at = buffer.indexOf(separator, from);
                if (at >= 0 && (best == null || at + separator.length < best.end))
                    best = new Match(at, at + separator.length);
            }
            return best;
        }
    }
}

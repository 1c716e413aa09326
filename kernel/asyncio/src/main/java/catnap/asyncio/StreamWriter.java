package catnap.asyncio;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The writing end of a connection or of a process's input (asyncio's `StreamWriter`).
///
/// [#write] never waits: what the system does not take at once is kept. Whoever writes much awaits [#drain] now and
/// then, which waits while too much is kept.
public final class StreamWriter implements AutoCloseable { // loop thread only
    private static final int LOW_SHARE = 4;

    private final Transport transport;

    StreamWriter(Transport transport) {
        this.transport = transport;
    }

    /// Sends these bytes, or keeps them until they can be sent.
    ///
    /// @throws IllegalStateException after [#writeEof]
    public void write(byte[] data) {
        transport.write(data);
    }

    /// Sends this text, as UTF-8.
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends all of these, one behind the other.
    public void writelines(Iterable<byte[]> parts) {
        for (byte[] part : parts) write(part);
    }

    /// Suspends while more than 64 KiB are unsent, until a quarter of that is left; returns at once below.
    ///
    /// To be awaited, it throws a [ConnectionResetException] if the connection is lost.
    public Coroutine<@Nullable Void> drain() {
        return Asyncio.async(() -> {
            StreamReader reader = transport.reader();
            Throwable broken = reader == null ? null : reader.exception();
            if (broken != null) throw Sneaky.rethrow(broken);
            transport.drain();
        });
    }

    /// Ends the outgoing stream, once everything is out; the other side reads to its end and may go on sending.
    public void writeEof() {
        transport.writeEof();
    }

    /// Tells whether [#writeEof] works here.
    public boolean canWriteEof() {
        return transport.canWriteEof();
    }

    /// Closes the connection, once everything is out.
    @Override
    public void close() {
        transport.close();
    }

    /// Tells whether the connection is closed, or about to be.
    public boolean isClosing() {
        return transport.isClosing();
    }

    /// Suspends until the connection is closed. To be awaited, it throws the error it was lost by.
    public Coroutine<@Nullable Void> waitClosed() {
        return Asyncio.async(transport::awaitLost);
    }

    /// Closes the connection at once; what is unsent is lost.
    public void abort() {
        transport.abort();
    }

    /// What is known by this name: `peername` and `sockname` are the two addresses, `socket` is the channel. `null`
    /// for other names.
    public @Nullable Object getExtraInfo(String name) {
        return transport.extraInfo().get(name);
    }

    /// How many bytes are kept, since the system did not take them yet.
    public int getWriteBufferSize() {
        return transport.unsent();
    }

    /// Has [#drain] wait above so many unsent bytes, until a quarter of that is left.
    public void setWriteBufferLimits(int high) {
        setWriteBufferLimits(high, high / LOW_SHARE);
    }

    /// Has [#drain] wait above `high` unsent bytes until at most `low` are left.
    public void setWriteBufferLimits(int high, int low) {
        transport.setLimits(high, low);
    }

    /// Says what it writes to.
    @Override
    public String toString() {
        return "<StreamWriter " + transport + ">";
    }
}

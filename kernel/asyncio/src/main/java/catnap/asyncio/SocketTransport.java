package catnap.asyncio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection: it feeds a [StreamReader] and is written to by a [StreamWriter].
final class SocketTransport extends Transport implements Source, Watcher { // loop thread only
    private final SocketChannel channel;
    private final Watch watch;
    private final Routes.Route route;
    private final StreamReader reader;
    private final ArrayDeque<ByteBuffer> outgoing = new ArrayDeque<>();
    private final Runnable onLost;
    private int unsent;
    private int waiting; // tasks that wait for the other side
    private boolean ended; // the other side sends no more
    private boolean endSent; // neither does this one
    private long bytesIn;
    private long bytesOut;

    /// Takes over a connection and begins to read.
    ///
    /// @param place the channel's place in the selector, if it has one already
    /// @param onLost is called when the connection is over
    SocketTransport(EventLoop loop, SocketChannel channel, @Nullable Watch place, int limit, Runnable onLost)
            throws IOException {
        super(loop);
        this.channel = channel;
        this.onLost = onLost;
        this.route = new Routes.Route(channel.getLocalAddress(), channel.getRemoteAddress());
        this.reader = new StreamReader(loop, limit, this);
        this.watch = place != null ? place : loop.agenda.selection.register(channel, this);
        watch.handOver(this);
        watch.write(false);
        watch.read(true);
        loop.agenda.selection.routes.add(route, this);
    }

    @Override
    StreamReader reader() {
        return reader;
    }

    StreamPair streams() {
        return new StreamPair(reader, new StreamWriter(this));
    }

    // Reading.

    @Override
    public void readable() {
        ByteBuffer arrived = loop.agenda.selection.transfer();
        int count;
        try {
            count = channel.read(arrived);
        } catch (IOException error) {
            lose(ConnectionException.of("", error));
            return;
        }
        if (count < 0) {
            ended = true;
            watch.read(false); // writing may go on
            reader.feedEof();
        } else {
            bytesIn += count;
            reader.feed(arrived.flip());
        }
    }

    @Override
    public void pauseReading() {
        watch.read(false);
    }

    @Override
    public void resumeReading() {
        if (!ended && !isClosing()) watch.read(true);
    }

    // Writing.

    @Override
    int unsent() {
        return unsent;
    }

    @Override
    void send(byte[] data) {
        var rest = ByteBuffer.wrap(data);
        try {
            if (outgoing.isEmpty()) push(rest);
        } catch (IOException error) {
            lose(ConnectionException.of("", error));
            return;
        }
        if (!rest.hasRemaining()) return;
        var copy = new byte[rest.remaining()]; // the caller may change its array
        rest.get(copy);
        unsent += copy.length;
        outgoing.add(ByteBuffer.wrap(copy));
        watch.write(true);
    }

    /// Sends as much as the socket takes now.
    private void push(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            ByteBuffer part = loop.agenda.selection.transfer();
            int size = Math.min(part.remaining(), data.remaining());
            part.put(data.slice(data.position(), size)).flip();
            int count = channel.write(part);
            data.position(data.position() + count);
            bytesOut += count;
            if (count < size) return;
        }
    }

    @Override
    public void writable() {
        try {
            while (!outgoing.isEmpty()) {
                ByteBuffer first = outgoing.getFirst();
                int before = first.remaining();
                push(first);
                unsent -= before - first.remaining();
                if (first.hasRemaining()) break;
                outgoing.removeFirst();
            }
        } catch (IOException error) {
            lose(ConnectionException.of("", error));
            return;
        }
        sent();
        if (outgoing.isEmpty()) allSent();
    }

    private void allSent() {
        watch.write(false);
        if (isClosing()) lose(null);
        else if (eofWritten()) sendEof();
    }

    @Override
    boolean canWriteEof() {
        return true;
    }

    @Override
    void sendEof() {
        if (!outgoing.isEmpty()) return;
        try {
            channel.shutdownOutput();
            endSent = true;
        } catch (IOException error) {
            lose(ConnectionException.of("", error));
        }
    }

    // Ending.

    @Override
    void beginClosing() {
        watch.read(false);
        if (outgoing.isEmpty()) lose(null);
    }

    @Override
    void dropUnsent() {
        watch.read(false);
        watch.write(false);
        outgoing.clear();
        unsent = 0;
    }

    @Override
    void release() {
        loop.agenda.selection.routes.remove(route, this);
        try {
            watch.close();
        } finally {
            onLost.run();
        }
    }

    @Override
    public void loopClosed() {
        stop();
    }

    // What a virtual clock has to know.

    @Override
    public void waitBegan() {
        waiting++;
    }

    @Override
    public void waitEnded() {
        waiting--;
    }

    /// While the other end is in another loop, anything may come that somebody waits for. If it is in this one, only
    /// what is on its way comes by itself.
    @Override
    public boolean expectsNews() {
        SocketTransport other = loop.agenda.selection.routes.other(route);
        if (other == null) return waiting > 0;
        return other.isOnItsWay(this) || isOnItsWay(other);
    }

    private boolean isOnItsWay(SocketTransport to) {
        return to.watch.asksToRead() && (unsent > 0 || bytesOut > to.bytesIn || (endSent && !to.ended));
    }

    @Override
    Map<String, Object> extraInfo() {
        SocketAddress local = route.from();
        SocketAddress remote = route.to();
        return Map.of("sockname", local, "peername", remote, "socket", channel);
    }

    /// `<SocketTransport /127.0.0.1:8888 -> /127.0.0.1:54321>`.
    @Override
    public String toString() {
        return "<SocketTransport " + route.from() + " -> " + route.to() + (isClosing() ? " closing>" : ">");
    }
}

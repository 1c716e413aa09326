package catnap.asyncio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt to reach an address.
final class Connecting implements Watcher { // loop thread only
    private final SocketChannel channel;
    private final AsyncFuture<@Nullable Void> connected;

    private Connecting(EventLoop loop, SocketChannel channel) {
        this.channel = channel;
        this.connected = NamedFuture.ofNews(loop, "connect");
    }

    /// Suspends until a connection to one of the host's addresses is made; they are tried in their order.
    static StreamPair open(String host, int port, int limit) {
        EventLoop loop = Current.runningLoop("openConnection");
        var failures = new ArrayList<ConnectionException>();
        for (InetSocketAddress address : Names.resolve(loop, host, port)) {
            try {
                return open(address, limit);
            } catch (ConnectionException failure) {
                failures.add(failure);
            }
        }
        throw first(failures);
    }

    private static ConnectionException first(List<ConnectionException> failures) {
        ConnectionException first = failures.getFirst();
        failures.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }

    /// Suspends until a connection to this address is made. Whatever goes wrong, nothing is left open.
    static StreamPair open(SocketAddress address, int limit) {
        EventLoop loop = Current.runningLoop("openConnection");
        try {
            return connect(loop, openChannel(address), address, limit);
        } catch (IOException error) {
            throw ConnectionException.of("Connect call failed " + address, error);
        }
    }

    private static SocketChannel openChannel(SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress)) return SocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    private static StreamPair connect(EventLoop loop, SocketChannel channel, SocketAddress address, int limit)
            throws IOException {
        var attempt = new Connecting(loop, channel);
        Watch watch = loop.agenda.selection.register(channel, attempt);
        try {
            if (!channel.connect(address)) attempt.await(watch);
            var transport = new SocketTransport(loop, channel, watch, limit, () -> {});
            StackTraceElement place =
                    Places.ofRunningTask().stream().findFirst().orElse(null);
            transport.isToBeClosed(place, "try (var streams = await(openConnection(…)))");
            return transport.streams();
        } catch (Throwable error) {
            watch.close();
            throw error;
        }
    }

    private void await(Watch watch) throws IOException {
        watch.write(true);
        var _ = connected.await();
        channel.finishConnect();
    }

    @Override
    public void writable() {
        if (!connected.done()) connected.setResult(null);
    }

    @Override
    public boolean expectsNews() {
        return !connected.done();
    }

    @Override
    public void loopClosed() {}
}

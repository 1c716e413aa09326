package catnap.kernel.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;

/// A Unix socket in front of a port of this kernel: ZeroMQ's protocol is bytes, and these are carried over as they
/// come.
///
/// JeroMQ has no Unix sockets. Each connection has one of its own to the port, so identities, subscriptions and
/// back-pressure stay what they are.
final class UnixRelay implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final Duration LAST_BYTES = Duration.ofMillis(300);

    private final Path path;
    private final InetSocketAddress port;
    private final ServerSocketChannel server;
    private final List<Thread> pumps = new ArrayList<>(); // guarded by this

    private UnixRelay(Path path, int port, ServerSocketChannel server) {
        this.path = path;
        this.port = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.server = server;
    }

    /// Listens on a path. A socket left there by a kernel that is gone is replaced.
    ///
    /// @param port where JeroMQ listens, on loopback
    static UnixRelay listen(Path path, int port) throws IOException {
        if (Files.exists(path) && !isServed(path)) Files.delete(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        var relay = new UnixRelay(path, port, server);
        Thread.ofPlatform().daemon().name("catnap-ipc").start(relay::accept);
        return relay;
    }

    private static boolean isServed(Path path) {
        try (var probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                relay(server.accept());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException _) {
                // That client is gone again; others will come.
            }
        }
    }

    private void relay(SocketChannel client) throws IOException {
        SocketChannel kernel;
        try {
            kernel = SocketChannel.open(port);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        var ends = new Phaser(2) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                close(client);
                close(kernel);
                return true;
            }
        };
        pump(client, kernel, ends);
        pump(kernel, client, ends);
    }

    private synchronized void pump(SocketChannel from, SocketChannel to, Phaser ends) {
        pumps.removeIf(thread -> !thread.isAlive());
        pumps.add(Thread.startVirtualThread(() -> {
            carry(from, to);
            ends.arrive();
        }));
    }

    /// Carries bytes until one side has no more, and tells the other.
    private static void carry(SocketChannel from, SocketChannel to) {
        var bytes = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    var _ = to.write(bytes);
                }
                bytes.clear();
            }
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }

    /// Takes no more connections, and waits a moment for the last bytes of those there are. Call it when the port is
    /// closed.
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // A socket file stays behind, which the next kernel of this name replaces.
        }
        long deadline = System.nanoTime() + LAST_BYTES.toNanos();
        for (var pump : pumps()) {
            try {
                var _ = pump.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized List<Thread> pumps() {
        return List.copyOf(pumps);
    }
}

package catnap.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// One address that a [Server] listens at.
final class Listener implements Watcher { // loop thread only
    private static final double PAUSE_SECONDS = 1; // as long as asyncio's
    private static final int FILE_TYPE = 0xF000;
    private static final int SOCKET_FILE = 0xC000;

    private final EventLoop loop;
    private final Server server;
    private final ServerSocketChannel channel;
    private final SocketAddress address;
    private final int backlog;
    private final Watch watch;

    Listener(EventLoop loop, Server server, SocketAddress asked, int backlog) throws IOException {
        this.loop = loop;
        this.server = server;
        this.backlog = backlog;
        this.channel = bind(asked, backlog);
        this.address = channel.getLocalAddress();
        this.watch = loop.agenda.selection.register(channel, this);
        watch.read(true);
    }

    private static ServerSocketChannel bind(SocketAddress asked, int backlog) throws IOException {
        ServerSocketChannel channel = asked instanceof InetSocketAddress
                ? ServerSocketChannel.open()
                : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            if (asked instanceof UnixDomainSocketAddress file) removeStale(file.getPath());
            return channel.bind(asked, backlog);
        } catch (IOException error) {
            channel.close();
            throw new IOException(
                    "error while attempting to bind on address " + asked + ": " + error.getMessage(), error);
        }
    }

    /// A server that died has left its socket behind, and nobody could bind there again.
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path)) return;
        if (((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == SOCKET_FILE) Files.delete(path);
    }

    SocketAddress address() {
        return address;
    }

    @Override
    public void readable() {
        for (int i = 0; i <= backlog; i++) {
            if (!acceptOne()) return;
        }
    }

    private boolean acceptOne() {
        SocketChannel accepted;
        try {
            accepted = channel.accept();
        } catch (IOException error) {
            rest(error);
            return false;
        }
        if (accepted == null) return false;
        try {
            server.accepted(accepted);
        } catch (IOException | UncheckedIOException error) {
            Watch.close(accepted); // gone before it began
        }
        return true;
    }

    /// The system has no more sockets to give: trying again at once would only turn in circles.
    private void rest(IOException error) {
        loop.callExceptionHandler(new ErrorContext("socket.accept() out of system resource", error, null, null));
        watch.read(false);
        loop.callLater(PAUSE_SECONDS, () -> watch.read(true));
    }

    void close() {
        watch.close();
        removeFile();
    }

    @Override
    public void loopClosed() {
        removeFile();
    }

    private void removeFile() {
        if (!(address instanceof UnixDomainSocketAddress file)) return;
        try {
            Files.deleteIfExists(file.getPath());
        } catch (IOException error) {
            loop.callExceptionHandler(new ErrorContext("Unable to clean up " + file, error, null, null));
        }
    }

    /// A server waits for nobody in particular: a client of the same loop is seen by its own wait.
    @Override
    public boolean expectsNews() {
        return false;
    }
}

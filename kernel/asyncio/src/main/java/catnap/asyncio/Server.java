package catnap.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Accepts connections, and gives each one to a task of its own (asyncio's `Server`). It accepts from the moment it is
/// made; closing it leaves the connections open that are there.
///
/// `asyncWith(server, s -> await(s.serveForever()))` serves until it is cancelled.
public final class Server implements AsyncContextManager<Server>, AutoCloseable { // loop thread only
    /// How many connections may wait to be accepted unless told otherwise.
    public static final int DEFAULT_BACKLOG = 100;

    private final EventLoop loop;
    private final BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler;
    private final int limit;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<SocketTransport> clients = new LinkedHashSet<>();
    private final Ending gone; // it is closed, and every connection too
    private @Nullable AsyncFuture<@Nullable Void> forever; // while a task serves for ever
    private boolean closed;

    private Server(EventLoop loop, BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler, int limit) {
        this.loop = loop;
        this.handler = handler;
        this.limit = StreamReader.checked(limit);
        this.gone = new Ending(loop, "server close");
    }

    /// Suspends while the host is looked up, and listens at all its addresses; without a host, at all of this machine.
    static Server start(
            BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler,
            String host,
            int port,
            int limit,
            int backlog) {
        List<InetSocketAddress> addresses = host.isEmpty()
                ? List.of(new InetSocketAddress(port))
                : Names.resolve(Current.runningLoop("startServer"), host, port);
        return start(handler, addresses, limit, backlog);
    }

    /// Listens at all of these addresses, or at none.
    static Server start(
            BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler,
            List<? extends SocketAddress> addresses,
            int limit,
            int backlog) {
        var server = new Server(Current.runningLoop("startServer"), handler, limit);
        try {
            server.listen(addresses, backlog);
        } catch (IOException error) {
            server.close();
            throw new UncheckedIOException(error.getMessage(), error);
        }
        return server;
    }

    /// A name may stand for addresses that this machine does not have (IPv6, say): one that works is enough.
    private void listen(List<? extends SocketAddress> addresses, int backlog) throws IOException {
        IOException missing = null;
        for (SocketAddress address : addresses) {
            try {
                listeners.add(new Listener(loop, this, address, backlog));
            } catch (IOException error) {
                if (!String.valueOf(error.getMessage()).contains("assign requested address")) throw error;
                missing = error;
            }
        }
        if (listeners.isEmpty() && missing != null) throw missing;
    }

    /// The addresses it listens at, none once it is closed.
    public List<SocketAddress> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /// The port it listens at: the one the system chose, if it was asked for port 0.
    ///
    /// @throws IllegalStateException if it is closed, or a server of Unix sockets
    public int port() {
        return addresses().stream()
                .filter(InetSocketAddress.class::isInstance)
                .map(address -> ((InetSocketAddress) address).getPort())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(this + " has no port"));
    }

    /// The loop it belongs to.
    public EventLoop getLoop() {
        return loop;
    }

    /// Tells whether it accepts connections.
    public boolean isServing() {
        return !closed;
    }

    /// Suspends until the server is closed or the task is cancelled, which closes the server and its connections.
    public Coroutine<@Nullable Void> serveForever() {
        return Asyncio.async(() -> {
            if (forever != null) {
                throw new IllegalStateException("server " + this + " is already being awaited on serve_forever()");
            }
            if (closed) throw new IllegalStateException("server " + this + " is closed");
            AsyncFuture<@Nullable Void> serving = NamedFuture.ofNews(loop, "serve forever");
            forever = serving;
            try {
                var _ = serving.await();
            } catch (CancelledError cancelled) {
                close();
                closeClients();
                gone.await();
                throw cancelled;
            } finally {
                forever = null;
            }
        });
    }

    /// Accepts no more connections, from now on: the port is free. Connections that are there stay. A second call
    /// does nothing.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        if (loop.isClosed()) return;
        listeners.forEach(Listener::close);
        listeners.clear();
        loop.agenda.selection.forgetCancelled();
        if (forever != null) forever.cancel();
        endIfGone();
    }

    /// Closes every connection, once everything written is out.
    public void closeClients() {
        List.copyOf(clients).forEach(Transport::close);
    }

    /// Closes every connection at once; what is unsent is lost.
    public void abortClients() {
        List.copyOf(clients).forEach(Transport::abort);
    }

    /// Suspends until the server is closed and all its connections are.
    public Coroutine<@Nullable Void> waitClosed() {
        return Asyncio.async(gone::await);
    }

    @Override
    public Coroutine<Server> aenter() {
        return Asyncio.async(() -> this);
    }

    /// Closes it and waits for its connections to end.
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return Asyncio.async(() -> {
            close();
            gone.await();
            return false;
        });
    }

    // Called by the listeners.

    /// Begins with a new connection.
    void accepted(SocketChannel channel) throws IOException {
        if (channel.getLocalAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        var client = new Client(channel);
        clients.add(client.transport);
        client.serve();
    }

    private void endIfGone() {
        if (closed && clients.isEmpty()) gone.reach(null);
    }

    /// `<Server [/127.0.0.1:8888]>`.
    @Override
    public String toString() {
        return "<Server " + (closed ? "closed" : addresses()) + ">";
    }

    /// One connection, with the task that serves it.
    private final class Client {
        private final SocketTransport transport;

        Client(SocketChannel channel) throws IOException {
            transport = new SocketTransport(loop, channel, null, limit, this::lost);
        }

        void serve() {
            StreamPair streams = transport.streams();
            try {
                Task<?> task = loop.createTask(handler.apply(streams.reader(), streams.writer()));
                task.addDoneCallback((AsyncFuture<?> done) -> ended(done));
            } catch (RuntimeException | Error error) {
                failed(error, null);
            }
        }

        private void ended(AsyncFuture<?> task) {
            if (task.cancelled()) {
                transport.close();
                return;
            }
            Throwable error = task.exception();
            if (error != null) failed(error, task);
            else if (!transport.isClosing()) transport.isToBeClosed(null, "try (writer) in the server's handler");
        }

        private void failed(Throwable error, @Nullable AsyncFuture<?> task) {
            loop.callExceptionHandler(
                    new ErrorContext("Unhandled exception in client_connected_cb", error, task, null));
            transport.close();
        }

        private void lost() {
            clients.remove(transport);
            endIfGone();
        }
    }
}

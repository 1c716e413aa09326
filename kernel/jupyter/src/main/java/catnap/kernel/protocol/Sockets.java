package catnap.kernel.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/// The five sockets of a kernel, without a thread of their own: the one that made them must do everything with them.
///
/// The sockets are the base kernel's. Its reading and polling are not used: it reads across the border of a message
/// that lacks a frame, and it looks for messages every 50 ms; here a whole message is read or none, and [#selector]
/// tells when to look.
final class Sockets extends JupyterConnection {
    // Messages handed to ZeroMQ for one reader and not yet on the network; the rest waits in the outbox.
    private static final int PUBLISHED_AHEAD = 256;
    private static final int LINGER_MILLIS = 300;
    private static final byte SUBSCRIBE = 1; // ZeroMQ's word, before the topic

    private final KernelConnectionProperties where;
    private final ZMQ.Context context = ZMQ.context(1); // the base kernel's is not to be had
    private final PublisherSocket publisher; // instead of the base kernel's
    private final Selector selector;
    private final List<UnixRelay> relays = new ArrayList<>();

    Sockets(KernelConnectionProperties where) throws GeneralSecurityException, IOException {
        super(withoutKey(where));
        this.where = where;
        this.publisher = new PublisherSocket(context);
        this.selector = Selector.open();
    }

    /// So that the base kernel makes nothing that signs: [Signer] does.
    private static KernelConnectionProperties withoutKey(KernelConnectionProperties where) {
        return new KernelConnectionProperties(where.getIp(), 0, 0, 0, 0, 0, where.getTransport(), "", "");
    }

    /// Starts listening.
    ///
    /// @throws CannotServe if an address is taken, or is no address of this machine
    void listen() throws CannotServe, IOException {
        for (var router : List.of(shell, control, stdin)) {
            router.setSndHWM(0);
            router.setRouterHandover(true);
        }
        publisher.setSndHWM(PUBLISHED_AHEAD);
        dropForSlowReaders(false);
        listen(heartbeat, where.getHbPort());
        listen(shell, where.getShellPort());
        listen(control, where.getControlPort());
        listen(stdin, where.getStdinPort());
        listen(publisher, where.getIopubPort());
    }

    private void listen(JupyterSocket socket, int port) throws CannotServe, IOException {
        socket.setLinger(LINGER_MILLIS);
        if (where.getTransport().equals(ConnectionFile.IPC)) {
            listenOnPath(socket, where.getIp() + "-" + port);
        } else {
            boolean ipv6 = where.getIp().contains(":");
            var host = ipv6 && !where.getIp().startsWith("[") ? "[" + where.getIp() + "]" : where.getIp();
            socket.setIPv6(ipv6);
            bind(socket, "tcp://" + host + ":" + port);
        }
        var wakeUps = socket.getFD();
        wakeUps.register(selector, wakeUps.validOps());
    }

    private static void bind(JupyterSocket socket, String address) throws CannotServe {
        try {
            socket.bind(address);
        } catch (ZMQException | IllegalArgumentException e) {
            // JeroMQ tells no more than that it did not work.
            throw new CannotServe("cannot listen on " + address + ": it is taken, or no address of this machine", e);
        }
    }

    /// JeroMQ's own ipc is a port number hashed from the name, which no other ZeroMQ would find.
    private void listenOnPath(JupyterSocket socket, String path) throws CannotServe {
        bind(socket, "tcp://127.0.0.1:*");
        var endpoint = socket.getLastEndpoint();
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try {
            relays.add(UnixRelay.listen(Path.of(path), port));
        } catch (IOException | RuntimeException e) {
            throw new CannotServe("cannot listen on ipc://" + path + ": " + e.getMessage(), e);
        }
    }

    /// Wakes when a socket may have news. Anyone may wake it; only this object's thread may wait on it.
    Selector selector() {
        return selector;
    }

    /// Takes the next whole message of a channel, if there is one.
    @Nullable
    List<byte[]> receive(Channel channel) {
        return receive(socket(channel));
    }

    /// Sends one message, unless a reader of it has too many already; routers never have.
    boolean trySend(Channel channel, List<byte[]> frames) {
        return trySend(socket(channel), frames);
    }

    /// Sends back every heartbeat that has come, byte for byte.
    void echoHeartbeats() {
        for (var beat = receive(heartbeat); beat != null; beat = receive(heartbeat)) {
            trySend(heartbeat, beat);
        }
    }

    /// Lets ZeroMQ attend to the publisher's readers coming, reading and going.
    ///
    /// @param subscribed told of every topic that a reader subscribes to
    void attendReaders(Consumer<byte[]> subscribed) {
        publisher.getEvents();
        for (var frames = receive(publisher); frames != null; frames = receive(publisher)) {
            var said = frames.getFirst();
            if (frames.size() == 1 && said.length > 0 && said[0] == SUBSCRIBE) {
                subscribed.accept(Arrays.copyOfRange(said, 1, said.length));
            }
        }
    }

    /// Whether a reader that does not keep up loses messages, or makes everyone wait.
    void dropForSlowReaders(boolean drop) {
        publisher.setXpubNoDrop(!drop);
    }

    private JupyterSocket socket(Channel channel) {
        return switch (channel) {
            case SHELL -> shell;
            case CONTROL -> control;
            case STDIN -> stdin;
            case IOPUB -> publisher;
        };
    }

    private static @Nullable List<byte[]> receive(JupyterSocket socket) {
        var frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return null;
        }
        var frames = new ArrayList<byte[]>(8);
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv()); // Never waits: a message arrives with all its parts.
        }
        return frames;
    }

    private static boolean trySend(JupyterSocket socket, List<byte[]> frames) {
        int last = frames.size() - 1;
        for (int i = 0; i <= last; i++) {
            // If the first frame is accepted, the others are.
            if (!socket.send(frames.get(i), ZMQ.DONTWAIT | (i < last ? ZMQ.SNDMORE : 0))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void connect() {
        throw new UnsupportedOperationException("use listen(), which makes no threads");
    }

    @Override
    public void close() {
        var errors = System.err;
        // JeroMQ's threads may find each other's channels closed already, and would print that as an error.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            closeAll();
        } finally {
            System.setErr(errors);
        }
    }

    private void closeAll() {
        try {
            selector.close();
        } catch (IOException _) {
            // Nothing waits on it any more.
        }
        publisher.close();
        context.close();
        super.close();
        relays.forEach(UnixRelay::close);
    }
}

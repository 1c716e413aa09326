package catnap.kernel.protocol;

import catnap.kernel.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/// The kernel as Jupyter sees it: a session behind five sockets.
///
///     front end ⇄ I/O thread ─┬─ shell threads ─ cells ────────┐
///                  (IoLoop)   ├─ answers thread ── completions ├→ Session
///                             └─ control thread ── Stop ───────┘
public final class CatnapKernel {
    private static final int UNREACHABLE = 70;

    private final Sockets sockets;
    private final IoLoop io;
    private final Desk desk;
    private final Session session;
    private final Subshells shells;
    private final Comms comms;
    private final History history;
    private final Routes routes;
    private final ExecutorService answersThread = thread("answers");
    private final ExecutorService controlThread = thread("control");
    private volatile Runnable stopping = () -> {};

    /// Listens at once, so that no message is lost; answers when [#serve] is called, by the thread that made it.
    ///
    /// @throws CannotServe if the connection asks for what is taken or not to be had
    public CatnapKernel(KernelConnectionProperties connection, Session session, KernelLog log)
            throws CannotServe, IOException {
        var signer = signer(connection);
        sockets = sockets(connection);
        sockets.listen();
        var reserve = new Reserve();
        io = new IoLoop(sockets, reserve, log);
        var codec = new Codec(signer);
        var post = new Post(codec, io);
        io.whenSubscribed(post::welcome);
        desk = new Desk(io, post, new Statuses(post), new HeldText(io), new Questions(post, log), reserve, log);
        io.add(desk.heldText());
        comms = new Comms(post, log);
        history = new History(log);
        this.session = session;
        var counter = new AtomicInteger();
        shells = new Subshells(() -> new Executions(session, history, desk, counter));
        var parts = new Routes.Parts(shells, history, comms, this::stop, answersThread, controlThread);
        routes = new Routes(codec, desk, session, parts);
    }

    private static Signer signer(KernelConnectionProperties connection) throws CannotServe {
        try {
            return new Signer(connection.getSignatureScheme(), connection.getKey());
        } catch (NoSuchAlgorithmException e) {
            throw new CannotServe("cannot sign messages by signature_scheme " + connection.getSignatureScheme(), e);
        }
    }

    private static Sockets sockets(KernelConnectionProperties connection) throws CannotServe, IOException {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        // JeroMQ takes this one for its own threads. Without them nobody can reach the kernel: better that Jupyter
        // starts another.
        Thread.setDefaultUncaughtExceptionHandler((_, _) -> Runtime.getRuntime().halt(UNREACHABLE));
        try {
            return new Sockets(connection);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("nothing was to be signed", e);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /// One daemon thread that is made when it is first needed, and stays.
    private static ExecutorService thread(String name) {
        return Executors.newFixedThreadPool(1, task -> {
            var thread = new Thread(task, "catnap-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /// The comms; whoever wires the kernel registers targets here.
    public Comms comms() {
        return comms;
    }

    /// Stops the cells that are running because they have used up the memory. Any thread.
    public void stopForMemory() {
        shells.noteMemoryUsedUp();
        session.interrupt();
    }

    Desk desk() {
        return desk;
    }

    /// Keeps the history in a file, and answers from it what earlier kernels have run.
    public void keepHistory(Path file) {
        history.keepIn(new HistoryFile(file));
    }

    /// Has the I/O thread look after something between messages.
    public void add(Chore chore) {
        io.add(chore);
    }

    /// Serves front ends until one asks for shutdown or [#stop] is called, and has the session warmed up meanwhile.
    /// Call
    /// it once; its thread is the I/O thread.
    public void serve() {
        shells.start();
        desk.statuses().starting();
        session.warmUp();
        try {
            io.run(routes);
        } finally {
            shells.close();
            answersThread.shutdownNow();
            controlThread.shutdown();
            history.save();
            sockets.close();
        }
    }

    /// Has something done at the moment the kernel is told to stop, before it begins to.
    public void whenStopping(Runnable task) {
        stopping = task;
    }

    /// Ends [#serve] after what is queued was sent. Any thread; returns at once.
    public void stop() {
        stopping.run();
        io.stop();
    }
}

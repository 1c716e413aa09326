package zmq;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import zmq.util.Errno;

/// Wakes the thread that reads a mailbox: stands in for the class of the same name in JeroMQ, whose jar comes later on
/// the class path.
///
/// JeroMQ's own writes a byte and counts it afterwards. The byte wakes the reader, often on the writer's very
/// processor; until the writer runs again and counts, the reader finds the byte and refuses it, over and over, for a
/// time slice of some milliseconds. Here the signal is up before its byte is written, so whoever is woken by the byte
/// finds it up. And it is up or down, not counted: a reader looks for all commands that there are.
@NullMarked
final class Signaler implements Closeable {
    private final Ctx context;
    private final Errno errno;
    private final Pipe.SinkChannel sink;
    private final Pipe.SourceChannel source;
    private final Selector selector;
    private final AtomicBoolean up = new AtomicBoolean();
    private final ByteBuffer toWrite = ByteBuffer.allocateDirect(1); // by whoever raised the signal
    private final ByteBuffer toRead = ByteBuffer.allocateDirect(1);

    /// @param thread the mailbox's number, which only JeroMQ's own has a use for
    Signaler(Ctx context, int thread, Errno errno) {
        this.context = context;
        this.errno = errno;
        try {
            var pipe = Pipe.open();
            sink = pipe.sink();
            source = pipe.source();
            sink.configureBlocking(false);
            source.configureBlocking(false);
            selector = context.createSelector();
            source.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new ZError.IOException(e);
        }
    }

    /// Readable while the signal is up.
    SelectableChannel getFd() {
        return source;
    }

    /// Raises the signal. Any thread.
    void send() {
        if (!up.compareAndSet(false, true)) return;
        boolean written = false;
        boolean interrupted = Thread.interrupted(); // or the channel would close itself
        try {
            do {
                toWrite.clear();
            } while (sink.write(toWrite) == 0);
            written = true;
        } catch (IOException e) {
            throw new ZError.IOException(e);
        } finally {
            if (!written) up.set(false);
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// Waits for the signal. The mailbox's reader only.
    ///
    /// @param timeout in milliseconds; without an end if it is negative
    /// @return whether it is up; if not, `errno` says why
    boolean waitEvent(long timeout) {
        if (Thread.interrupted()) return failed(ZError.EINTR);
        if (up.get()) return true;
        if (timeout == 0) return failed(ZError.EAGAIN);
        try {
            int ready = selector.select(Math.max(timeout, 0)); // without an end, if that is 0
            selector.selectedKeys().clear();
            if (Thread.interrupted()
                    || (ready == 0 && timeout < 0 && !selector.keys().isEmpty())) return failed(ZError.EINTR);
            return ready > 0 || failed(ZError.EAGAIN);
        } catch (ClosedSelectorException _) {
            return failed(ZError.EINTR);
        } catch (IOException e) {
            return failed(ZError.exccode(e));
        }
    }

    private boolean failed(int why) {
        errno.set(why);
        return false;
    }

    /// Takes the signal down, before the reader looks for commands. The mailbox's reader only.
    @SuppressWarnings("ThreadPriorityCheck") // the writer may be waiting for this very processor
    void recv() {
        boolean interrupted = Thread.interrupted(); // or the channel would close itself
        try {
            for (toRead.clear(); source.read(toRead) == 0; ) Thread.yield(); // raised, but not yet written
            up.set(false);
            errno.set(0); // the mailbox asks whether this was interrupted
        } catch (ClosedChannelException _) {
            errno.set(ZError.EINTR);
        } catch (IOException e) {
            throw new ZError.IOException(e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        try (sink;
                source) {
            context.closeSelector(selector);
        }
    }
}

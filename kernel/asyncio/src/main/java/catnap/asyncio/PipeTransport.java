package catnap.asyncio;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The input of a process, to be written to by a [StreamWriter]. The JVM's pipes block, so a thread stands at this
/// one, from the first byte on.
final class PipeTransport extends Transport {
    private static final byte[] END = new byte[0];

    private final OutputStream pipe; // pump only
    private final String name;
    private final Context context;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(); // any thread
    private final Runnable closer = this::abandon; // loop thread only
    private int unsent; // loop thread only
    private boolean pumping; // loop thread only; the thread has been started

    PipeTransport(EventLoop loop, OutputStream pipe, String name) {
        super(loop);
        this.pipe = pipe;
        this.name = name;
        this.context = Current.get().context.snapshot();
        loop.agenda.selection.onClose(closer);
    }

    @Override
    int unsent() {
        return unsent;
    }

    @Override
    void send(byte[] data) {
        unsent += data.length;
        queue.add(data.clone());
        startPump();
    }

    private void startPump() {
        if (pumping) return;
        pumping = true;
        Thread.ofPlatform().daemon().name(name).start(this::pump);
    }

    private void pump() {
        ConnectionException broken = null;
        try (pipe) {
            for (byte[] data = queue.take(); data != END; data = queue.take()) {
                pipe.write(data);
                pipe.flush();
                int count = data.length;
                tell(() -> gone(count));
            }
        } catch (IOException error) {
            broken = ConnectionException.of("", error);
        } catch (InterruptedException _) {
            // somebody wants this thread to end
        }
        ConnectionException error = broken;
        tell(() -> lose(error));
    }

    private void tell(Runnable news) {
        loop.agenda.inbox.offer(new Handle(news, context));
    }

    private void gone(int count) {
        if (unsent == 0) return; // dropped meanwhile
        unsent -= count;
        sent();
    }

    @Override
    boolean canWriteEof() {
        return true;
    }

    @Override
    void sendEof() {
        if (pumping) queue.add(END);
        else lose(null);
    }

    @Override
    void beginClosing() {
        if (!eofWritten()) sendEof();
    }

    @Override
    void dropUnsent() {
        queue.clear();
        unsent = 0;
    }

    /// The process has exited: nobody will read what is unsent.
    void readerGone() {
        lose(unsent == 0 ? null : new ConnectionResetException("Broken pipe", new IOException("Broken pipe")));
    }

    @Override
    void release() {
        loop.agenda.selection.forget(closer);
        if (pumping) {
            queue.add(END);
            return;
        }
        try {
            pipe.close();
        } catch (IOException _) {
            // the process is gone
        }
    }

    @Override
    @Nullable
    StreamReader reader() {
        return null;
    }

    @Override
    Map<String, Object> extraInfo() {
        return Map.of("pipe", pipe);
    }

    @Override
    void waitBegan() {
        loop.agenda.selection.waitBegan();
    }

    @Override
    void waitEnded() {
        loop.agenda.selection.waitEnded();
    }

    private void abandon() {
        stop();
        queue.clear();
        queue.add(END);
    }

    /// `<PipeTransport stdin of process 123>`.
    @Override
    public String toString() {
        return "<PipeTransport " + name + (isClosing() ? " closing>" : ">");
    }
}

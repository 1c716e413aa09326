package catnap.asyncio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

/// The output of a process on its way to a [StreamReader]. The JVM's pipes block, so a thread stands at this one: it
/// reads a piece, hands it to the loop, and reads the next when the loop has room.
final class PipeSource implements Source {
    private static final int PIECE_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final InputStream pipe; // pump only
    private final StreamReader reader; // loop thread only
    private final Context context;
    private final byte[] piece = new byte[PIECE_BYTES]; // whoever has the turn
    private final Semaphore turns = new Semaphore(0); // any thread; given to the pump when the piece is used up
    private boolean paused; // loop thread only
    private boolean pumpWaits; // loop thread only; the piece is used up and no turn was given yet
    private volatile boolean abandoned; // any thread; the loop is closed
    private final Runnable closer = this::abandon; // loop thread only

    private PipeSource(EventLoop loop, InputStream pipe, int limit, String name) {
        this.loop = loop;
        this.pipe = pipe;
        this.reader = new StreamReader(loop, limit, this);
        this.context = Current.get().context.snapshot();
        loop.agenda.selection.onClose(closer);
        Thread.ofPlatform().daemon().name(name).start(this::pump);
    }

    /// A reader of this pipe; the thread that reads has the name.
    static StreamReader open(EventLoop loop, InputStream pipe, int limit, String name) {
        return new PipeSource(loop, pipe, limit, name).reader;
    }

    private void pump() {
        try (pipe) {
            int count = pipe.read(piece);
            while (count >= 0 && hand(count)) count = pipe.read(piece);
        } catch (IOException _) {
            // a pipe has no way to break but to end
        }
        loop.agenda.inbox.offer(new Handle(this::ended, context));
    }

    /// Gives the piece away and waits until it comes back.
    private boolean hand(int count) {
        if (!loop.agenda.inbox.offer(new Handle(() -> arrived(count), context))) return false;
        turns.acquireUninterruptibly();
        return !abandoned;
    }

    private void arrived(int count) {
        reader.feed(ByteBuffer.wrap(piece, 0, count));
        if (paused) pumpWaits = true;
        else turns.release();
    }

    private void ended() {
        loop.agenda.selection.forget(closer);
        reader.feedEof();
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
        if (!pumpWaits) return;
        pumpWaits = false;
        turns.release();
    }

    @Override
    public void waitBegan() {
        loop.agenda.selection.waitBegan();
    }

    @Override
    public void waitEnded() {
        loop.agenda.selection.waitEnded();
    }

    private void abandon() {
        abandoned = true;
        turns.release();
    }
}

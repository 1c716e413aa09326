package catnap.asyncio;

import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a [StreamWriter] writes to: takes bytes at once, keeps what does not go out yet, and says when that is too
/// much.
///
/// ```
///          close()               the last byte is out, or an error
///   open ───────────▶ closing ────────────────────────────────────▶ lost
///     └──────────────── abort(), an error ─────────────────────────▶
/// ```
abstract sealed class Transport permits SocketTransport, PipeTransport { // loop thread only
    private static final int HIGH_WATER = 64 * 1024;
    private static final int WARN_AT = 5;

    final EventLoop loop;

    private final Ending lost; // nothing more will come or go
    private final List<AsyncFuture<@Nullable Void>> drainers = new ArrayList<>();
    private int high = HIGH_WATER;
    private int low = HIGH_WATER / 4;
    private boolean full; // from above the high mark down to the low one
    private boolean closing;
    private boolean losing; // what is written now is dropped
    private boolean eofWritten;
    private int dropped;
    private @Nullable OpenConnection note; // while it is to be closed by somebody

    Transport(EventLoop loop) {
        this.loop = loop;
        this.lost = new Ending(loop, "stream close");
    }

    // What kinds of transports differ in.

    /// How many bytes have not gone out yet.
    abstract int unsent();

    /// Sends these, or keeps them.
    abstract void send(byte[] data);

    /// Ends the outgoing stream, once everything is out.
    abstract void sendEof();

    abstract boolean canWriteEof();

    /// No more is to be read, and as soon as everything is out [#lose] is to be called.
    abstract void beginClosing();

    /// Forgets what is unsent.
    abstract void dropUnsent();

    /// Lets go of the system's means. Called once, at the end.
    abstract void release();

    /// The reader that is told of the loss, if there is one.
    abstract @Nullable StreamReader reader();

    /// What is known about it, by asyncio's names.
    abstract Map<String, Object> extraInfo();

    /// A task begins or ceases to wait for the other side.
    abstract void waitBegan();

    abstract void waitEnded();

    // Writing.

    final void write(byte[] data) {
        if (eofWritten) throw new IllegalStateException("Cannot call write() after write_eof()");
        if (data.length == 0 || isGone()) return;
        send(data);
        if (unsent() > high) full = true;
    }

    private boolean isGone() {
        if (loop.isClosed()) return true;
        if (losing && ++dropped == WARN_AT) {
            loop.callExceptionHandler(new ErrorContext(
                    "socket.send() raised exception: bytes are still written to " + this + ", which has been lost",
                    null,
                    null,
                    null));
        }
        return losing;
    }

    final void writeEof() {
        if (closing || eofWritten) return;
        eofWritten = true;
        sendEof();
    }

    final boolean eofWritten() {
        return eofWritten;
    }

    final void setLimits(int high, int low) {
        if (high < low || low < 0) {
            throw new IllegalArgumentException("high (" + high + ") must be >= low (" + low + ") must be >= 0");
        }
        this.high = high;
        this.low = low;
        if (unsent() > high) full = true;
    }

    /// Suspends while too much is unsent.
    final void drain() {
        if (closing) Asyncio.await(Asyncio.sleep(0)); // a loss that is on its way is to be seen
        if (lost.reached())
            throw new ConnectionResetException("Connection lost", new SocketException("Connection lost"));
        if (!full) return;
        AsyncFuture<@Nullable Void> drained = NamedFuture.ofNews(loop, "stream write");
        drainers.add(drained);
        waitBegan();
        try {
            var _ = drained.await();
        } finally {
            waitEnded();
            drainers.remove(drained);
        }
    }

    /// Something has gone out.
    final void sent() {
        if (!full || unsent() > low) return;
        full = false;
        for (AsyncFuture<@Nullable Void> drainer : drainers) Ending.settle(drainer, null);
    }

    // Ending.

    final boolean isClosing() {
        return closing;
    }

    /// Has the loop tell of it at its end, unless it is closed or lost before.
    final void isToBeClosed(@Nullable StackTraceElement origin, String remedy) {
        note = new OpenConnection(this, origin, remedy);
        loop.leftovers.owes(note);
    }

    private void needsNoClosing() {
        if (note != null) loop.leftovers.owesNoMore(note);
        note = null;
    }

    final void close() {
        if (closing || loop.isClosed()) return;
        closing = true;
        needsNoClosing();
        beginClosing();
    }

    final void abort() {
        lose(null);
    }

    /// The end, with an error or without: what is unsent is dropped, and one pass later everybody is told.
    final void lose(@Nullable ConnectionException error) {
        if (losing || loop.isClosed()) return;
        losing = true;
        closing = true;
        needsNoClosing();
        dropUnsent();
        loop.callSoon(() -> tellLost(error));
    }

    private void tellLost(@Nullable ConnectionException error) {
        StreamReader reader = reader();
        if (reader != null && error != null) reader.setException(error);
        else if (reader != null) reader.feedEof();
        for (AsyncFuture<@Nullable Void> drainer : drainers) Ending.settle(drainer, error);
        lost.reach(error);
        release();
    }

    /// Suspends until it is lost; throws the error it was lost by.
    final void awaitLost() {
        lost.await();
    }

    /// The loop is closed: takes nothing more.
    final void stop() {
        closing = true;
        losing = true;
    }
}

package catnap.kernel.protocol;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The messages that wait for the I/O thread to send them, in order.
///
/// It has no upper bound: a message is never refused. Whoever makes many of them asks [#awaitRoom] to be slowed down
/// to the pace of the readers; so a cell that prints for ever fills neither the memory nor the network.
final class Outbox {
    static final long FULL_BYTES = 4 << 20;
    private static final long ROOM_BYTES = FULL_BYTES / 2;

    /// One message for one socket.
    record Parcel(Channel channel, List<byte[]> frames) {
        long bytes() {
            long sum = 0;
            for (byte[] frame : frames) sum += frame.length;
            return sum;
        }
    }

    private final Queue<Parcel> waiting = new ArrayDeque<>(); // guarded by this
    private long bytes; // guarded by this
    private volatile boolean full;
    private volatile boolean closed;

    synchronized void add(Parcel parcel) {
        if (!closed) {
            waiting.add(parcel);
            bytes += parcel.bytes();
            full = full || bytes >= FULL_BYTES;
        }
    }

    synchronized @Nullable Parcel peek() {
        return waiting.peek();
    }

    /// Takes away what [#peek] showed. I/O thread only.
    synchronized void sent() {
        bytes -= waiting.remove().bytes();
        if (full && bytes <= ROOM_BYTES) {
            full = false;
            notifyAll();
        }
    }

    /// Waits while too much is queued; returns at once if not. An interrupted thread does not wait, and stays
    /// interrupted.
    void awaitRoom() {
        if (full && !closed) {
            waitUntilRoom();
        }
    }

    private synchronized void waitUntilRoom() {
        try {
            while (full && !closed) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Forgets what is queued, accepts nothing more, and lets everyone go who waits for room.
    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }
}

package catnap.kernel.protocol;

import catnap.kernel.protocol.Outbox.Parcel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The loop of the one thread that touches sockets. It receives and hands on, sends what other threads have queued,
/// and otherwise sleeps in a selector until a socket, another thread, or a chore wakes it.
///
/// A pass receives before it sends: when a reply leaves, every request that came before it has been handed on.
final class IoLoop {
    private static final int MESSAGES_A_PASS = 100;
    private static final int MOST_FAILURES = 100;
    private static final long LONGEST_SLEEP_NANOS = Duration.ofMinutes(1).toNanos();

    // A publisher's readers do not say when they have room, so a full one is asked again.
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long WITHOUT_STALLED_READERS_NANOS =
            Duration.ofSeconds(30).toNanos();

    /// Where a received message goes, on the I/O thread.
    @FunctionalInterface
    interface Receiver {
        void receive(Channel channel, List<byte[]> frames);
    }

    private final Sockets sockets;
    private volatile Function<byte[], List<byte[]>> welcome = _ -> List.of();
    private final Reserve reserve;
    private final KernelLog log;
    private final Outbox replies = new Outbox();
    private final Outbox published = new Outbox();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Chore> chores = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private long lastPublishedNanos = System.nanoTime(); // I/O thread only
    private int failures; // I/O thread only; in a row
    private long droppingUntilNanos; // I/O thread only; 0 if nothing is dropped

    IoLoop(Sockets sockets, Reserve reserve, KernelLog log) {
        this.sockets = sockets;
        this.reserve = reserve;
        this.log = log;
    }

    /// Queues a message. Any thread; never waits.
    void send(Channel channel, List<byte[]> frames) {
        (channel == Channel.IOPUB ? published : replies).add(new Parcel(channel, frames));
        wakeUp();
    }

    /// Waits while the readers of published messages are far behind. Any thread but the I/O thread.
    void awaitRoom() {
        published.awaitRoom();
    }

    /// Runs a task on the I/O thread, after everything that has arrived was received. Any thread.
    void soon(Runnable task) {
        tasks.add(task);
        wakeUp();
    }

    /// @param welcome makes the message for readers of a topic that one of them has subscribed to, on the I/O thread
    void whenSubscribed(Function<byte[], List<byte[]>> welcome) {
        this.welcome = welcome;
    }

    /// Goes out before all that is queued: it is the first thing that a new reader sees.
    private void greet(byte[] topic) {
        var frames = welcome.apply(topic);
        if (!frames.isEmpty() && !sockets.trySend(Channel.IOPUB, frames)) send(Channel.IOPUB, frames);
    }

    void add(Chore chore) {
        chores.add(chore);
    }

    /// Ends [#run] after a last pass, which sends what is queued by now. Any thread.
    void stop() {
        stopping = true;
        wakeUp();
    }

    void wakeUp() {
        sockets.selector().wakeup();
    }

    /// Runs until it is stopped. The calling thread is the I/O thread.
    void run(Receiver receiver) {
        while (!stopping) {
            try {
                if (!pass(receiver)) {
                    sleep(untilNextChore());
                }
                failures = 0;
            } catch (RuntimeException | OutOfMemoryError e) {
                // A learner who has used up the memory must not end the kernel: the next pass may well succeed.
                reserve.release();
                log.failed("a pass of the I/O loop", e);
                if (++failures == MOST_FAILURES) throw e;
            }
        }
        pass(receiver);
        replies.close();
        published.close();
    }

    private boolean pass(Receiver receiver) {
        // Someone else's interrupt must not reach the sockets, nor keep the selector from sleeping.
        Thread.interrupted();
        sockets.echoHeartbeats();
        boolean moved = receive(Channel.CONTROL, receiver);
        moved |= receive(Channel.SHELL, receiver);
        moved |= receive(Channel.STDIN, receiver);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            moved = true;
        }
        sockets.attendReaders(this::greet);
        moved |= sendPublished();
        moved |= sendReplies();
        return moved;
    }

    private boolean receive(Channel channel, Receiver receiver) {
        int count = 0;
        for (var frames = sockets.receive(channel); frames != null; frames = sockets.receive(channel)) {
            receiver.receive(channel, frames);
            if (++count == MESSAGES_A_PASS) {
                break;
            }
        }
        return count > 0;
    }

    private boolean sendReplies() {
        boolean sent = false;
        for (var parcel = replies.peek(); parcel != null; parcel = replies.peek()) {
            sockets.trySend(parcel.channel(), parcel.frames());
            replies.sent();
            sent = true;
        }
        return sent;
    }

    private boolean sendPublished() {
        int count = 0;
        for (var parcel = published.peek(); parcel != null && count < MESSAGES_A_PASS; parcel = published.peek()) {
            if (!sockets.trySend(parcel.channel(), parcel.frames())) {
                dropAfterPatience();
                return count > 0;
            }
            published.sent();
            lastPublishedNanos = System.nanoTime();
            count++;
        }
        if (count == 0) {
            lastPublishedNanos = System.nanoTime();
        }
        return count > 0;
    }

    /// Readers set the pace, but one that has stopped reading altogether must not stop the kernel: it loses messages.
    private void dropAfterPatience() {
        long now = System.nanoTime();
        if (now - lastPublishedNanos > PATIENCE_NANOS) {
            sockets.dropForSlowReaders(true);
            droppingUntilNanos = now + WITHOUT_STALLED_READERS_NANOS;
        }
    }

    private long untilNextChore() {
        long now = System.nanoTime();
        if (droppingUntilNanos != 0 && now - droppingUntilNanos >= 0) {
            sockets.dropForSlowReaders(false);
            droppingUntilNanos = 0;
        }
        long nanos = published.peek() == null ? LONGEST_SLEEP_NANOS : ASK_AGAIN_NANOS;
        for (var chore : chores) {
            nanos = Math.min(nanos, chore.attend(now));
        }
        return nanos;
    }

    private void sleep(long nanos) {
        try {
            long millis = Duration.ofNanos(nanos + 999_999).toMillis();
            if (nanos <= 0) {
                sockets.selector().selectNow();
            } else {
                sockets.selector().select(millis);
            }
            sockets.selector().selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

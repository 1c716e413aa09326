package catnap.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How a loop rests, and what can end its rest: the channels it waits for.
///
/// A loop without channels parks its thread. The first channel opens a selector; from then on the loop rests in
/// that, and looks into it once a pass, for as long as any channel is watched.
final class Selection implements LoopClock.Rest { // loop thread only
    private static final int TRANSFER_BYTES = 64 * 1024;
    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private final EventLoop loop;
    private final Agenda agenda;
    private final Set<Runnable> closers = new LinkedHashSet<>(); // of those who have no channel
    private @Nullable Selector selector;
    private @Nullable ByteBuffer transfer;
    private int waits; // tasks that wait for another program, without a channel
    private int watched; // channels that are asked about anything
    private boolean cancelled; // channels have left that the selector still holds

    final Routes routes = new Routes();

    Selection(EventLoop loop, Agenda agenda) {
        this.loop = loop;
        this.agenda = agenda;
    }

    /// Makes the channel non-blocking and gives it a place; what happens to it is told in the current context.
    Watch register(SelectableChannel channel, Watcher watcher) {
        try {
            if (selector == null) selector = Selector.open();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, 0);
            var watch = new Watch(this, key, watcher, Current.get().context.snapshot());
            key.attach(watch);
            return watch;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /// Has this called when the loop is closed.
    void onClose(Runnable closer) {
        closers.add(closer);
    }

    void forget(Runnable closer) {
        closers.remove(closer);
    }

    /// A task begins to wait for another program.
    void waitBegan() {
        waits++;
    }

    void waitEnded() {
        waits--;
    }

    /// Tells whether any channel is watched, so that passes have to look for news.
    boolean isActive() {
        return watched > 0;
    }

    void noteInterest(int before, int after) {
        if (before == 0 && after != 0) watched++;
        if (before != 0 && after == 0) watched--;
    }

    void noteCancelled() {
        cancelled = true;
    }

    /// A buffer outside the heap, to read into and write from; what it holds is lost at the next use.
    ByteBuffer transfer() {
        ByteBuffer known = transfer;
        if (known == null) transfer = known = ByteBuffer.allocateDirect(TRANSFER_BYTES);
        return known.clear();
    }

    /// Queues what is there already.
    void poll() {
        if (isActive()) select(0);
        else if (cancelled) forgetCancelled();
    }

    /// Has the system close what was closed here.
    void forgetCancelled() {
        if (selector == null) return;
        try {
            selector.selectNow(_ -> {}); // what it finds is found again: readiness stays until it is used up
            cancelled = false;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    // Resting.

    /// Tells another thread how to end the rest that this thread is about to begin.
    Runnable alarm() {
        Selector entered = selector;
        if (isActive() && entered != null) return entered::wakeup;
        Thread sleeper = Thread.currentThread();
        return () -> LockSupport.unpark(sleeper);
    }

    @Override
    public boolean pause(long nanos) {
        if (isActive()) {
            select(nanos);
        } else {
            if (cancelled) forgetCancelled();
            if (nanos == LoopClock.FOREVER) LockSupport.park(loop);
            else if (nanos > 0) LockSupport.parkNanos(loop, nanos);
        }
        return !agenda.ready.isEmpty();
    }

    @Override
    public boolean busyElsewhere() {
        if (agenda.isOwed() || waits > 0) return true;
        if (!isActive() || selector == null) return false;
        return selector.keys().stream()
                .anyMatch(key -> key.isValid() && watch(key).watcher().expectsNews());
    }

    /// A selector counts in milliseconds: rather a bit late than spinning until the timer is due.
    private void select(long nanos) {
        if (selector == null) return;
        cancelled = false;
        try {
            if (nanos <= 0) selector.selectNow(this::enqueue);
            else selector.select(this::enqueue, nanos == LoopClock.FOREVER ? 0 : millisUp(nanos));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static long millisUp(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + (nanos % NANOS_IN_A_MILLI == 0 ? 0 : 1);
    }

    private void enqueue(SelectionKey key) {
        watch(key).enqueue(agenda.ready);
    }

    private static Watch watch(SelectionKey key) {
        if (key.attachment() instanceof Watch watch) return watch;
        throw new AssertionError("a key without a watch");
    }

    /// Closes every channel and the selector.
    void close() {
        closers.forEach(Runnable::run);
        closers.clear();
        if (selector == null) return;
        try {
            for (SelectionKey key : Set.copyOf(selector.keys())) {
                if (key.isValid()) watch(key).watcher().loopClosed();
                Watch.close(key.channel());
            }
            selector.close();
        } catch (IOException | ClosedSelectorException error) {
            loop.callExceptionHandler(new ErrorContext("Error on closing the selector", error, null, null));
        }
        selector = null;
        watched = 0;
    }
}

package catnap.asyncio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Blocking code on its way through a thread, as an [Instrument] sees it. Any thread may ask.
public final class ThreadWork {
    private final EventLoop loop;
    private volatile @Nullable Thread thread; // any thread; the one that runs or ran it
    private volatile double began = Double.NaN; // any thread; written by that thread
    private volatile double ended = Double.NaN; // any thread; written by that thread

    ThreadWork(EventLoop loop) {
        this.loop = loop;
    }

    void begin() {
        began = loop.time();
        thread = Thread.currentThread();
    }

    void end() {
        ended = loop.time();
    }

    /// The thread that runs or ran the code; nothing while it waits for one.
    public Optional<Thread> thread() {
        return Optional.ofNullable(thread);
    }

    /// When the code began to run, in seconds of the loop's clock; `NaN` before that.
    public double began() {
        return began;
    }

    /// When it ended; `NaN` before that.
    public double ended() {
        return ended;
    }
}

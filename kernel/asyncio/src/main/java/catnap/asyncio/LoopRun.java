package catnap.asyncio;

import java.util.concurrent.atomic.AtomicReference;

/// One run of a loop, from its first pass to its last, which another thread may end.
///
/// A request is for this run or for none: whoever finds the run over is told so, and the loop's next run knows
/// nothing of it.
final class LoopRun { // any thread
    private enum State {
        GOING,
        CANCELLED,
        OVER
    }

    private final EventLoop loop;
    private final Current here; // loop thread only
    private final Current.Saved outer;
    private final AtomicReference<State> state = new AtomicReference<>(State.GOING);

    /// A run on this thread, of which `here` is what is current.
    LoopRun(EventLoop loop, Current here) {
        this.loop = loop;
        this.here = here;
        outer = here.save();
    }

    /// Makes the loop the current one, and lets the host inside which it runs know.
    void begin(Context base) {
        here.enterLoop(loop, base);
        if (outer.loop() != null) outer.loop().hosting.run(this);
    }

    /// Has the run end as cancelled, after the pass that it is in.
    ///
    /// @return false if it is over
    boolean cancel() {
        if (!state.compareAndSet(State.GOING, State.CANCELLED)) return state.get() == State.CANCELLED;
        // Where the run ends before it hears of this, it finds what it is now; the loop may even be closed by then.
        loop.leave(() -> {
            if (state.get() == State.CANCELLED) loop.stop();
        });
        return true;
    }

    /// Takes note that the run is over, and makes current again what was before.
    ///
    /// @return whether it was cancelled
    boolean end() {
        if (outer.loop() != null) outer.loop().hosting.run(null);
        here.restore(outer);
        return state.getAndSet(State.OVER) == State.CANCELLED;
    }
}

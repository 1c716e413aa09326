package catnap.asyncio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A place where so many tasks wait for one another and then go on together, again and again (asyncio's `Barrier`).
///
/// ```
///                 the last one arrives               the last one leaves
///   filling ───────────────────────────▶ draining ─────────────────────────▶ filling
///      │                 reset                             the last one leaves
///      ├───────────────────────────────▶ resetting ────────────────────────▶ filling
///      │                 abort                     reset
///      └───────────────────────────────▶ broken ───────────────────────────▶ filling
/// ```
public final class AsyncBarrier implements AsyncContextManager<Integer> {
    private enum State {
        FILLING,
        DRAINING,
        RESETTING,
        BROKEN
    }

    private final AsyncCondition changed = new AsyncCondition();
    private final int parties;
    private State state = State.FILLING;
    private int inside;

    /// A barrier for that many tasks.
    ///
    /// @throws IllegalArgumentException if the number is not positive
    public AsyncBarrier(int parties) {
        if (parties < 1) throw new IllegalArgumentException("parties must be >= 1");
        this.parties = parties;
    }

    /// Suspends the task that awaits it until as many tasks as there are parties do so, and gives each a different
    /// number from 0 on; the last to arrive gets the highest and goes on first (asyncio's `wait`, a name that
    /// `Object` has taken). While earlier ones are still leaving it waits for that.
    ///
    /// @throws AsyncBrokenBarrierException if the barrier is broken, or somebody resets or aborts it meanwhile
    public Coroutine<Integer> waitAll() {
        return new Coroutine<>(() -> Asyncio.asyncWith(changed, this::pass));
    }

    /// Empties the barrier: those who wait get an [AsyncBrokenBarrierException], and a broken barrier is as new.
    /// Suspends the task that awaits it while another is busy with the barrier.
    public Coroutine<@Nullable Void> reset() {
        return Asyncio.async(() -> Asyncio.asyncWith(changed, () -> {
            state = inside > 0 ? State.RESETTING : State.FILLING;
            changed.signalAll();
        }));
    }

    /// Breaks the barrier: those who wait and those who come get an [AsyncBrokenBarrierException]. Suspends the task
    /// that awaits it while another is busy with the barrier.
    public Coroutine<@Nullable Void> abort() {
        return Asyncio.async(() -> Asyncio.asyncWith(changed, () -> {
            state = State.BROKEN;
            changed.signalAll();
        }));
    }

    /// How many tasks it takes.
    public int parties() {
        return parties;
    }

    /// How many of them wait now.
    public int nWaiting() {
        return state == State.FILLING ? inside : 0;
    }

    /// Tells whether [#abort] was called.
    public boolean broken() {
        return state == State.BROKEN;
    }

    /// As [#waitAll], for [Asyncio#asyncWith].
    @Override
    public Coroutine<Integer> aenter() {
        return waitAll();
    }

    /// Does nothing: a barrier is passed, not held.
    @Override
    public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return new Coroutine<>(() -> false);
    }

    // Below, the condition's lock is held, except during the waits.

    private int pass() {
        var _ = Asyncio.await(changed.waitFor(() -> state != State.DRAINING && state != State.RESETTING));
        if (broken()) throw new AsyncBrokenBarrierException("Barrier aborted");
        int number = inside++;
        try {
            if (number + 1 == parties) openUp();
            else waitForOthers();
            return number;
        } finally {
            inside--;
            if (inside == 0) allHaveLeft();
        }
    }

    private void openUp() {
        state = State.DRAINING;
        changed.signalAll();
    }

    private void waitForOthers() {
        var _ = Asyncio.await(changed.waitFor(() -> state != State.FILLING));
        if (state != State.DRAINING) throw new AsyncBrokenBarrierException("Abort or reset of barrier");
    }

    private void allHaveLeft() {
        if (state != State.BROKEN) state = State.FILLING;
        changed.signalAll();
    }

    /// `<AsyncBarrier [filling, waiters:1/3]>`.
    @Override
    public String toString() {
        String queue = broken() ? "" : ", waiters:" + nWaiting() + "/" + parties;
        return "<AsyncBarrier [" + state.name().toLowerCase(Locale.ROOT) + queue + "]>";
    }
}

package catnap.asyncio;

import java.util.concurrent.locks.LockSupport;

/// The time that a loop lives by. [#system()] is the machine's; [#virtual()] jumps over every wait, so that
/// sleeping an hour takes no time and the order of events is the same on every machine.
public interface LoopClock {
    /// The time in nanoseconds since some fixed moment; never goes back.
    long nanoTime();

    /// Lets the loop's thread wait until `deadline` ([Long#MAX_VALUE]: for ever) or until it is unparked, whichever
    /// comes first; may return early.
    ///
    /// @param busyElsewhere whether another thread is at work for the loop, so that its answer may come any moment
    void awaitDeadline(long deadline, boolean busyElsewhere);

    /// The machine's clock.
    static LoopClock system() {
        return SystemClock.INSTANCE;
    }

    /// A clock that starts at zero and stands still while code runs. When the loop has nothing left to do it jumps
    /// to the next timer, unless a thread still works for the loop: then the loop waits for that, and no time goes
    /// by. Such a thread must not wait in turn for a timer of the loop.
    static LoopClock virtual() {
        return new VirtualClock();
    }

    /// The machine's clock.
    final class SystemClock implements LoopClock {
        private static final SystemClock INSTANCE = new SystemClock();

        /// Times count from here, so that in seconds they keep their nanoseconds.
        private final long origin = System.nanoTime();

        private SystemClock() {}

        @Override
        public long nanoTime() {
            return System.nanoTime() - origin;
        }

        @Override
        public void awaitDeadline(long deadline, boolean busyElsewhere) {
            if (deadline == Long.MAX_VALUE) LockSupport.park(this);
            else LockSupport.parkNanos(this, deadline - nanoTime());
        }
    }

    /// A clock that jumps.
    final class VirtualClock implements LoopClock {
        private long now; // loop thread only

        private VirtualClock() {}

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void awaitDeadline(long deadline, boolean busyElsewhere) {
            if (busyElsewhere || deadline == Long.MAX_VALUE) LockSupport.park(this);
            else now = Math.max(now, deadline);
        }
    }
}

package catnap.asyncio;

/// The time that a loop lives by. [#system()] is the machine's; [#virtual()] jumps over every wait, so that
/// sleeping an hour takes no time and the order of events is the same on every machine.
public interface LoopClock {
    /// The time in nanoseconds since some fixed moment; never goes back.
    long nanoTime();

    /// Lets the loop rest until `deadline` ([#FOREVER]: without end) or until something happens, whichever comes
    /// first; may return early.
    void awaitDeadline(long deadline, Rest rest);

    /// A deadline that never comes, and a pause that only news ends.
    long FOREVER = Long.MAX_VALUE;

    /// How the loop's thread rests when there is nothing to do.
    interface Rest {
        /// Tells whether a thread is at work for the loop, or a task waits for a connection or a process: news may
        /// come any moment.
        boolean busyElsewhere();

        /// Waits for so many nanoseconds, or until there are news; with 0 it only looks.
        ///
        /// @return whether there is something to do now
        boolean pause(long nanos);
    }

    /// The machine's clock.
    static LoopClock system() {
        return SystemClock.INSTANCE;
    }

    /// A clock that starts at zero and stands still while code runs. When the loop has nothing left to do it jumps
    /// to the next timer, unless a thread still works for the loop or a task waits for news from outside: then the
    /// loop waits for that, and no time goes by. Such a thread must not wait in turn for a timer of the loop.
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
        public void awaitDeadline(long deadline, Rest rest) {
            rest.pause(deadline == FOREVER ? FOREVER : deadline - nanoTime());
        }
    }

    /// A clock that jumps.
    final class VirtualClock implements LoopClock {
        private volatile long now; // written by the loop's thread; others only look

        private VirtualClock() {}

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void awaitDeadline(long deadline, Rest rest) {
            if (deadline == FOREVER || rest.busyElsewhere()) rest.pause(FOREVER);
            else if (!rest.pause(0)) now = Math.max(now, deadline);
        }
    }
}

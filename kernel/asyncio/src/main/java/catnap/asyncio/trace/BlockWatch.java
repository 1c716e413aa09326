package catnap.asyncio.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that looks where the loop's code is while a step takes long: afterwards nobody could tell.
final class BlockWatch {
    private final long limitNanos;
    private final Thread watched;
    private final Thread observer =
            Thread.ofPlatform().daemon().name("catnap-block-watch").unstarted(this::observe);
    private final AtomicInteger running = new AtomicInteger(); // any thread; the number of the step, 0 between steps
    private final Map<Integer, String> places = new ConcurrentHashMap<>(); // any thread; by number of the step
    private volatile boolean ended; // any thread
    private int number; // loop thread only

    BlockWatch(double limitSeconds, Thread watched) {
        this.limitNanos = (long) (limitSeconds * 1e9);
        this.watched = watched;
    }

    void start() {
        observer.start();
    }

    void end() {
        ended = true;
        LockSupport.unpark(observer);
    }

    /// A step begins; its number.
    int stepBegan() {
        number++;
        running.lazySet(number);
        return number;
    }

    /// The step has ended.
    ///
    /// @param outermost whether none runs around it
    void stepEnded(boolean outermost) {
        // The step around it counts as a new one: it was not this long without a pause.
        running.lazySet(outermost ? 0 : ++number);
    }

    /// Where the code of this long step was, if it was seen.
    @Nullable
    String place(int step) {
        return places.remove(step);
    }

    private void observe() {
        int seen = 0;
        long since = 0;
        while (!ended) {
            LockSupport.parkNanos(this, limitNanos / 4);
            int now = running.get();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (now != 0 && System.nanoTime() - since >= limitNanos / 2 && !places.containsKey(now)) {
                look(now);
            }
        }
    }

    private void look(int step) {
        String place = Code.place(watched.getStackTrace());
        if (running.get() == step) places.put(step, place == null ? "" : place);
    }
}

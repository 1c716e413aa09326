package catnap.kernel.weave;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The right of one cell's code to go on running. Everything that a cell starts shares its token.
///
/// A stop is delivered once to each thread, then code may clean up: `finally` blocks and what they call run for a
/// while, before loops and methods are ended again. A handler that keeps what it caught is never let go on.
public final class StopToken {
    /// How long code may clean up once it was told.
    public static final Duration GRACE = Duration.ofMillis(700);

    /// How to end what code may be waiting for. It must not hold it: the token does not.
    @FunctionalInterface
    interface Closing<T> {
        void close(T resource) throws Exception;
    }

    private final String label;
    private final AtomicBoolean stopped = new AtomicBoolean(); // any thread
    private final Map<Thread, Long> told = new ConcurrentHashMap<>(); // any thread; since when, in nanoseconds
    private volatile @Nullable Thread spared; // any thread
    private final Map<Object, Closing<Object>> resources = new WeakHashMap<>(); // under itself

    public StopToken(String label) {
        this.label = label;
    }

    /// Makes all code under this token end at its next loop, call or handler.
    public void stop() {
        if (stopped.compareAndSet(false, true)) StopCheck.arm();
    }

    /// Notes that the code of a thread is told by other means, such as an interrupt or cancelling its task. It was told
    /// when it was told first: being told again gives nobody more time.
    public void delivered(Thread thread) {
        told.putIfAbsent(thread, System.nanoTime());
    }

    /// Whether the code of a thread has still to be told, or was told and takes too long to clean up.
    public boolean insists(Thread thread) {
        Long since = told.get(thread);
        return stopped.get() && (since == null || isGraceOver(since));
    }

    private static boolean isGraceOver(long sinceNanos) {
        return System.nanoTime() - sinceNanos > GRACE.toNanos();
    }

    /// Lets the code of one thread go on. The cell has ended there, and what its tasks do is theirs; what it has handed
    /// to other threads ends with it.
    public void spare(Thread thread) {
        spared = thread;
    }

    /// Ends the stop: nothing is left that it should end.
    public void release() {
        if (stopped.compareAndSet(true, false)) StopCheck.disarm();
        told.clear();
        spared = null;
    }

    /// Closes what the code may be waiting for: sockets, which no interrupt wakes.
    public void closeResources() {
        Map<Object, Closing<Object>> all;
        synchronized (resources) {
            all = new HashMap<>(resources);
        }
        all.forEach((resource, closing) -> {
            try {
                closing.close(resource);
            } catch (Exception e) {
                // It is of no use any more either way.
            }
        });
    }

    @SuppressWarnings("unchecked") // it is given this very resource
    <T> void closes(T resource, Closing<? super T> closing) {
        synchronized (resources) {
            resources.put(resource, (Closing<Object>) closing);
        }
    }

    public boolean isStopped() {
        return stopped.get();
    }

    /// Whether the calling code is to be stopped at all.
    boolean appliesHere() {
        return stopped.get() && !Thread.currentThread().equals(spared);
    }

    /// Whether the calling code has to end now; by asking the first time it is told.
    boolean endsCode() {
        if (!appliesHere()) return false;
        Long since = told.putIfAbsent(Thread.currentThread(), System.nanoTime());
        return since == null || isGraceOver(since);
    }

    @Override
    public String toString() {
        return label;
    }
}

package catnap.kernel.weave;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The right of one cell's code to go on running. Everything that a cell starts shares its token.
///
/// A stop is delivered once, then code may clean up: `finally` blocks and what they call run for a while, before
/// loops and methods are ended again. A handler that keeps what it caught is never let go on.
public final class StopToken {
    private static final long GRACE_NANOS = 700_000_000;

    private final String label;
    private final AtomicBoolean stopped = new AtomicBoolean(); // any thread
    private final AtomicBoolean delivered = new AtomicBoolean(); // any thread
    private final Set<AutoCloseable> resources =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())); // any thread
    private volatile long deliveredNanos; // any thread

    public StopToken(String label) {
        this.label = label;
    }

    /// Makes all code under this token end at its next loop, call or handler.
    public void stop() {
        if (stopped.compareAndSet(false, true)) StopCheck.arm();
    }

    /// Notes that the code is told by other means, such as an interrupt or cancelling its task.
    public void delivered() {
        deliveredNanos = System.nanoTime();
        delivered.set(true);
    }

    /// Whether the code has still to be told, or was told and takes too long to clean up.
    public boolean insists() {
        return stopped.get() && (!delivered.get() || isGraceOver());
    }

    private boolean isGraceOver() {
        return System.nanoTime() - deliveredNanos > GRACE_NANOS;
    }

    /// Ends the stop: nothing is left that it should end.
    public void release() {
        if (stopped.compareAndSet(true, false)) StopCheck.disarm();
        delivered.set(false);
    }

    /// Closes what the code may be waiting for: sockets, which no interrupt wakes.
    public void closeResources() {
        for (AutoCloseable resource : List.copyOf(resources)) {
            try {
                resource.close();
            } catch (Exception e) {
                // It is of no use any more either way.
            }
        }
    }

    void closes(AutoCloseable resource) {
        resources.add(resource);
    }

    public boolean isStopped() {
        return stopped.get();
    }

    /// Whether the calling code has to end now; the first to ask is the one that is told.
    boolean endsCode() {
        if (!stopped.get()) return false;
        if (delivered.get()) return isGraceOver();
        deliveredNanos = System.nanoTime();
        return delivered.compareAndSet(false, true) || isGraceOver();
    }

    @Override
    public String toString() {
        return label;
    }
}

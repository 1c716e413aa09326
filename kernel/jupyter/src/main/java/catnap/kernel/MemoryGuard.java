package catnap.kernel;

import catnap.kernel.protocol.Chore;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Raises an alarm shortly before a learner's cell has used up the memory.
///
/// An `OutOfMemoryError` hits whoever asks next, which in a heap that small objects have filled to the last byte may
/// be a thread of JeroMQ; it would end, and nobody could reach the kernel any more.
final class MemoryGuard implements Chore {
    private static final long CALM_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NEAR_NANOS = Duration.ofMillis(20).toNanos();
    private static final double NEAR = 0.7; // of the heap claimed from the system, garbage or not
    private static final double USED_UP = 0.85; // of the old generation alive after a collection

    private final Runnable alarm;
    private @Nullable MemoryPoolMXBean old; // I/O thread only; asked for late, because the first bean costs 50 ms
    private boolean raised; // I/O thread only

    MemoryGuard(Runnable alarm) {
        this.alarm = alarm;
    }

    @Override
    public long attend(long nowNanos) {
        var heap = Runtime.getRuntime();
        if (heap.totalMemory() < NEAR * heap.maxMemory()) {
            raised = false;
            return CALM_NANOS;
        }
        boolean usedUp = share() > USED_UP;
        if (usedUp && !raised) {
            alarm.run();
        }
        raised = usedUp;
        return NEAR_NANOS;
    }

    /// How much of the old generation was alive after its last collection.
    private double share() {
        if (old == null) {
            old = oldGeneration();
        }
        var usage = old == null ? null : old.getCollectionUsage();
        return usage == null || usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }

    /// The largest pool of the heap, whatever its collector calls it.
    private static @Nullable MemoryPoolMXBean oldGeneration() {
        MemoryPoolMXBean largest = null;
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            boolean larger = largest == null
                    || pool.getUsage().getMax() > largest.getUsage().getMax();
            if (pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported() && larger) {
                largest = pool;
            }
        }
        return largest;
    }
}

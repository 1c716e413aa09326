package catnap.kernel.protocol;

import org.jspecify.annotations.Nullable;

/// Memory kept for the moment when a learner has used up all the rest: enough to say so, and to take the next cell.
///
/// What fills a heap with small objects leaves no byte free, and the variables that hold them live on after the cell.
final class Reserve {
    private static final int BYTES = 4 << 20;
    private static final long PLENTY = 8;

    private volatile byte @Nullable [] kept = new byte[BYTES];

    private static long free() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /// Gives the memory free. Any thread.
    void release() {
        kept = null;
    }

    /// Takes memory again, if there is plenty: the cell that lets go of the rest needs some to be compiled. Any thread.
    void restore() {
        if (kept == null && free() > PLENTY * BYTES) {
            try {
                kept = new byte[BYTES];
            } catch (OutOfMemoryError _) {
                // The learner's variables still hold everything; the next cell may let go of them.
            }
        }
    }
}

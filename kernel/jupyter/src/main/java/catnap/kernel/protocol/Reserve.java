package catnap.kernel.protocol;

import org.jspecify.annotations.Nullable;

/// Memory kept for the moment when a learner has used up all the rest: enough to say so, and to take the next cell.
///
/// What fills a heap with small objects leaves no byte free, and the variables that hold them live on after the cell.
final class Reserve {
    private static final int BYTES = 4 << 20;

    private volatile byte @Nullable [] kept = new byte[BYTES];

    /// Gives the memory free. Any thread.
    void release() {
        kept = null;
    }

    /// Takes memory again, if there is any. Any thread.
    void restore() {
        if (kept == null) {
            try {
                kept = new byte[BYTES];
            } catch (OutOfMemoryError _) {
                // The learner's variables still hold everything; the next cell may let go of them.
            }
        }
    }
}

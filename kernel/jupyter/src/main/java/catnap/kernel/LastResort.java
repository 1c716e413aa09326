package catnap.kernel;

import java.time.Duration;

/// Ends the process in any case: a learner's thread or shutdown hook must not keep a kernel that was told to go.
final class LastResort {
    private static final Duration GRACE = Duration.ofMillis(800);

    private LastResort() {}

    /// Gives the process 800 ms to end by itself.
    static void arm() {
        Thread.ofPlatform().daemon().name("catnap-last-resort").start(() -> {
            try {
                Thread.sleep(GRACE);
            } catch (InterruptedException _) {
                // All the sooner.
            }
            Runtime.getRuntime().halt(0);
        });
    }
}

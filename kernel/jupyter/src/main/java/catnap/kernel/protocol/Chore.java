package catnap.kernel.protocol;

/// Something the I/O thread looks after between messages. It must be quick and must not block.
@FunctionalInterface
public interface Chore {
    /// A wish to be called again only when something else happens.
    long WHENEVER = Long.MAX_VALUE;

    /// Does what is due by now.
    ///
    /// @param nowNanos the time by [System#nanoTime]
    /// @return in how many nanoseconds it wants to be called again at the latest
    long attend(long nowNanos);
}

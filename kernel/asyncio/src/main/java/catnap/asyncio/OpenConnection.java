package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// The note that a connection has been made and not closed, for the end of its loop.
final class OpenConnection extends Owed { // loop thread only
    private final Transport transport;
    private final @Nullable StackTraceElement origin;
    private final String remedy;

    /// @param origin where it was asked for, as far as known
    OpenConnection(Transport transport, @Nullable StackTraceElement origin, String remedy) {
        this.transport = transport;
        this.origin = origin;
        this.remedy = remedy;
    }

    @Override
    @Nullable
    Object thing() {
        return null;
    }

    @Override
    @Nullable
    Task<?> user() {
        return null;
    }

    /// Whoever has one of its two ends in a variable or a field may still use it: nobody can tell before the end.
    @Override
    boolean isToldAtTheEndOnly() {
        return true;
    }

    @Override
    String report() {
        return "Unclosed connection " + transport + Places.madeAt(origin) + ": close it, best by " + remedy;
    }
}

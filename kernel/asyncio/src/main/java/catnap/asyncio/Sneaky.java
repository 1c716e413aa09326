package catnap.asyncio;

/// Throws checked exceptions where none is declared: `await` lets an exception out as itself, as Python does.
final class Sneaky {
    /// Throws this. Declared to return, so that callers can write `throw`.
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException rethrow(Throwable error) throws X {
        throw (X) error;
    }

    private Sneaky() {}
}

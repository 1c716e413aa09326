package catnap.asyncio;

/// A semaphore that never has more places than at the beginning (asyncio's `BoundedSemaphore`): it finds the one
/// release too many.
public final class AsyncBoundedSemaphore extends AsyncSemaphore {
    private final int places;

    /// A semaphore of one place.
    public AsyncBoundedSemaphore() {
        this(1);
    }

    /// A semaphore of that many places.
    ///
    /// @throws IllegalArgumentException if the number is negative
    public AsyncBoundedSemaphore(int places) {
        super(places);
        this.places = places;
    }

    /// Gives a place back.
    ///
    /// @throws IllegalStateException if all places are free
    @Override
    public void release() {
        if (free() >= places) throw new IllegalStateException("BoundedSemaphore released too many times");
        super.release();
    }
}

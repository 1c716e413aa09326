package catnap.asyncio;

import java.util.NoSuchElementException;

/// The end of an [AsyncIterator].
public final class StopAsyncIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1;

    /// The end.
    public StopAsyncIteration() {}

    /// The end, with a word about it.
    public StopAsyncIteration(String message) {
        super(message);
    }
}

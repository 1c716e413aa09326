package catnap.asyncio;

import java.util.OptionalInt;

/// The stream ended before all the bytes came that were asked for (asyncio's `IncompleteReadError`).
public final class IncompleteReadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final byte[] partial;
    private final int expected; // -1: not known

    /// The stream ended after these bytes of so many.
    public IncompleteReadException(byte[] partial, int expected) {
        super(partial.length + " bytes read on a total of " + (expected < 0 ? "undefined" : expected)
                + " expected bytes");
        this.partial = partial.clone();
        this.expected = expected;
    }

    /// The stream ended after these bytes, before a separator.
    public IncompleteReadException(byte[] partial) {
        this(partial, -1);
    }

    /// The bytes that did come; they are gone from the stream.
    public byte[] partial() {
        return partial.clone();
    }

    /// How many bytes were asked for; empty if it was up to a separator.
    public OptionalInt expected() {
        return expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected);
    }
}

package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Something that should be ended by whoever made it and may be forgotten: a generator, a session. A class and
/// not an interface, so that these methods stay out of the public types.
abstract sealed class Owed permits AsyncGenerator, Generator, OpenConnection, Unclosed { // loop thread only
    /// The thing itself, which somebody may still hold; `null` if it is gone.
    abstract @Nullable Object thing();

    /// The task that uses it, as far as known: until that has ended, it is in use.
    abstract @Nullable Task<?> user();

    /// Tells whether it may be in use as long as its loop is open.
    boolean isToldAtTheEndOnly() {
        return false;
    }

    /// What to say of it, once; `null` if there is nothing to say.
    abstract @Nullable String report();
}

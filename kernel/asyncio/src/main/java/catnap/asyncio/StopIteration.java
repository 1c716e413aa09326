package catnap.asyncio;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The end of a [Generator]; it carries what the body returned.
public final class StopIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // a generator may return anything
    private final @Nullable Object value;

    /// The end of a body that returned nothing.
    public StopIteration() {
        this(null);
    }

    /// The end of a body that returned this.
    public StopIteration(@Nullable Object value) {
        super(value == null ? null : value.toString());
        this.value = value;
    }

    /// What the body returned, or `null`.
    public @Nullable Object value() {
        return value;
    }
}

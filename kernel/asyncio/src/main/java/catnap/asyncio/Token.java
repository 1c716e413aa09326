package catnap.asyncio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a variable was before it was set; closing it puts that back: `try (var _ = user.set("Tom")) { … }`.
///
/// @param <T> the variable's values
public final class Token<T> implements AutoCloseable {
    private final ContextVar<T> variable;
    private final Context context;
    private final @Nullable T oldValue;
    private boolean used;

    Token(ContextVar<T> variable, Context context, @Nullable T oldValue) {
        this.variable = variable;
        this.context = context;
        this.oldValue = oldValue;
    }

    /// The variable.
    public ContextVar<T> variable() {
        return variable;
    }

    /// Its value before, if it had one.
    public Optional<T> oldValue() {
        return Optional.ofNullable(oldValue);
    }

    /// Resets the variable, as [ContextVar#reset] does.
    @Override
    public void close() {
        variable.reset(this);
    }

    void use(ContextVar<T> expected, Context here) {
        if (used) throw new IllegalStateException(this + " has already been used once");
        if (variable != expected) throw new IllegalArgumentException(this + " was created by a different ContextVar");
        if (context != here) throw new IllegalArgumentException(this + " was created in a different Context");
        used = true;
        context.bind(variable, oldValue);
    }

    /// `<Token var=user>`.
    @Override
    public String toString() {
        return "<Token var=" + variable.name() + (used ? " used>" : ">");
    }
}

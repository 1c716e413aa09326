package catnap.asyncio;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A variable that has a value of its own in every task (Python's `contextvars.ContextVar`). What `ThreadLocal` is to
/// threads, this is to tasks, which share one thread.
///
/// Keep it in a constant: a context holds on to the variables that were set in it.
///
/// @param <T> its values; not null
public final class ContextVar<T> {
    private final String name;
    private final @Nullable T defaultValue;

    /// A variable without a default.
    public ContextVar(String name) {
        this(name, null);
    }

    /// A variable that has this value where nothing was set.
    public ContextVar(String name, @Nullable T defaultValue) {
        this.name = name;
        this.defaultValue = defaultValue;
    }

    /// The name, for reports.
    public String name() {
        return name;
    }

    /// The value in the current context, else the default.
    ///
    /// @throws NoSuchElementException if there is neither
    public T get() {
        T found = find();
        if (found == null) found = defaultValue;
        if (found == null)
            throw new NoSuchElementException("context variable '" + name + "' has no value here and no default");
        return found;
    }

    /// The value in the current context, else this one.
    public T getOrDefault(T otherwise) {
        T found = find();
        return found == null ? otherwise : found;
    }

    /// Gives it a value in the current context.
    ///
    /// @return what [#reset] needs to put things back; closing it does the same
    public Token<T> set(T value) {
        Objects.requireNonNull(value, "a context variable's value must not be null");
        Context context = Current.get().contextToWrite();
        var token = new Token<>(this, context, find());
        context.bind(this, value);
        return token;
    }

    /// Puts back what was there before the [#set] that gave this token.
    ///
    /// @throws IllegalArgumentException if the token is another variable's or was made in another context
    /// @throws IllegalStateException if it has been used already
    public void reset(Token<T> token) {
        token.use(this, Current.get().context);
    }

    @SuppressWarnings("unchecked") // only set binds this variable
    private @Nullable T find() {
        return (T) Current.get().context.find(this);
    }

    /// `<ContextVar name=user>`.
    @Override
    public String toString() {
        return "<ContextVar name=" + name + ">";
    }
}

package catnap.asyncio;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The values of all [ContextVar]s as one task sees them (Python's `contextvars.Context`).
///
/// A task runs every step in the context copied when it was made, so what it sets stays with it. Copying takes no
/// time: the values are an immutable table, and setting one makes a new table.
public final class Context {
    private static final Object[] NONE = new Object[0];

    private Object[] bindings; // variable, value, variable, value …; never written in place; one thread at a time
    private final boolean frozen; // shared by many that have set nothing
    private @Nullable Context snapshot; // the frozen one with these bindings
    private boolean entered;

    /// A context in which no variable is set.
    public Context() {
        this(NONE, false);
    }

    private Context(Object[] bindings, boolean frozen) {
        this.bindings = bindings;
        this.frozen = frozen;
    }

    /// A context of its own that starts with the same values.
    public Context copy() {
        return new Context(bindings, false);
    }

    /// A copy for those who will hardly ever set anything, so that all of them can share it. Whoever is about to set
    /// something in a frozen context takes a copy of its own first; see [Current#contextToWrite].
    Context snapshot() {
        if (frozen) return this;
        Context known = snapshot;
        if (known == null || known.bindings != bindings) snapshot = known = new Context(bindings, true);
        return known;
    }

    boolean frozen() {
        return frozen;
    }

    /// Runs the code in this context: what it sets is kept here and not seen outside. The code cannot wait: whoever
    /// goes on meanwhile would find this context.
    ///
    /// @throws IllegalStateException if code runs in this context already
    public <T extends @Nullable Object> T run(Callable<T> code) throws Exception {
        if (entered) throw new IllegalStateException("cannot enter context: " + this + " is already entered");
        Current current = Current.get();
        Context before = current.context;
        Task<?> awaiter = current.awaiter;
        entered = true;
        current.context = this;
        current.awaiter = null;
        try {
            return code.call();
        } finally {
            current.context = before;
            current.awaiter = awaiter;
            entered = false;
        }
    }

    /// The value that was set for this variable here; a default does not count.
    @SuppressWarnings("unchecked") // only set binds this variable
    public <T> Optional<T> get(ContextVar<T> variable) {
        return Optional.ofNullable((T) find(variable));
    }

    /// The variables that are set here.
    public Set<ContextVar<?>> variables() {
        var variables = new LinkedHashSet<ContextVar<?>>();
        for (int i = 0; i < bindings.length; i += 2) variables.add((ContextVar<?>) bindings[i]);
        return Collections.unmodifiableSet(variables);
    }

    /// `<Context of 2 variables>`.
    @Override
    public String toString() {
        return "<Context of " + bindings.length / 2 + " variables>";
    }

    /// The value that a variable has in this context, or `null` where it has none.
    @Nullable
    Object find(ContextVar<?> variable) {
        Object[] table = bindings;
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] == variable) return table[i + 1];
        }
        return null;
    }

    /// Gives a variable a value here, or none.
    void bind(ContextVar<?> variable, @Nullable Object value) {
        Object[] table = bindings;
        int at = 0;
        while (at < table.length && table[at] != variable) at += 2;
        boolean known = at < table.length;
        if (value == null) {
            if (known) bindings = without(table, at);
            return;
        }
        Object[] changed = Arrays.copyOf(table, known ? table.length : table.length + 2);
        changed[at] = variable;
        changed[at + 1] = value;
        bindings = changed;
    }

    private static Object[] without(Object[] table, int at) {
        var shorter = new Object[table.length - 2];
        System.arraycopy(table, 0, shorter, 0, at);
        System.arraycopy(table, at + 2, shorter, at, shorter.length - at);
        return shorter;
    }
}

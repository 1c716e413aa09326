package catnap.asyncio;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a generator's body yields through.
///
/// @param <T> the values
public final class Yielder<T extends @Nullable Object> {
    private final Generator<T> root; // whoever pulls: inside yieldFrom, the outermost generator
    private final @Nullable Consumer<? super T> sink; // whoever is pushed to, if nobody pulls
    private final Current current; // of the thread that pushes
    private final @Nullable Task<?> awaiter; // the task that pushes: the sink may await, the body must not
    private boolean leaving; // the sink has failed

    Yielder(Generator<T> root, @Nullable Consumer<? super T> sink) {
        this.root = root;
        this.sink = sink;
        this.current = Current.get();
        this.awaiter = current.awaiter;
    }

    /// Gives the consumer a value and suspends until it asks for the next.
    ///
    /// @return what the consumer sent; `null` if it asked by a plain `next`
    @SuppressWarnings("NamedLikeContextualKeyword") // it is the word for this, and is called on an object always
    public @Nullable Object yield(T value) {
        if (sink == null) return root.handOver(value);
        push(sink, value);
        return null;
    }

    /// Yields everything that this gives (`yield from`). A generator is entered: what the consumer sends or throws
    /// reaches its body, and depth costs nothing.
    ///
    /// @return what a generator returned; `null` for anything else
    public @Nullable Object yieldFrom(Iterable<? extends T> source) {
        if (source instanceof Generator<?>) {
            @SuppressWarnings("unchecked") // a Generator<? extends T> only gives out values
            var inner = (Generator<T>) source;
            return inner.isUnstarted() ? inner.runInside(this) : delegate(inner);
        }
        for (T value : source) this.yield(value);
        return null;
    }

    private @Nullable Object delegate(Generator<T> inner) {
        Object sent = null;
        Throwable thrown = null;
        while (true) {
            T value;
            try {
                value = thrown != null ? inner.throwInto(thrown) : inner.resumeWith(sent);
            } catch (StopIteration end) {
                return end.value();
            }
            thrown = null;
            try {
                sent = this.yield(value);
            } catch (GeneratorExit exit) {
                inner.close();
                throw exit;
            } catch (Throwable error) {
                thrown = error;
            }
        }
    }

    /// An error of the consumer is none of the body's business: the body sees that it is being left, and cleans up.
    private void push(Consumer<? super T> consumer, T value) {
        if (leaving) throw new IllegalStateException("generator ignored GeneratorExit");
        current.awaiter = awaiter;
        try {
            consumer.accept(value);
        } catch (Throwable error) {
            leaving = true;
            root.consumerFailed(error);
            throw new GeneratorExit();
        } finally {
            current.awaiter = null;
        }
    }
}

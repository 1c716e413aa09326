package catnap.kernel.output;

import catnap.asyncio.AsyncIterable;
import catnap.asyncio.AsyncIterator;
import catnap.asyncio.Asyncio;
import catnap.asyncio.StopAsyncIteration;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What a learner's loop walks while a bar grows. Each walk has its own bar.
final class ProgressSource {
    private ProgressSource() {}

    /// @param bar begins a bar for so many steps
    static <T extends @Nullable Object> Iterable<T> of(Iterable<T> source, IntFunction<Progress> bar) {
        int total = source instanceof Collection<?> collection ? collection.size() : -1;
        return () -> new Walk<>(source.iterator(), bar.apply(total));
    }

    static <T extends @Nullable Object> AsyncIterable<T> of(AsyncIterable<T> source, IntFunction<Progress> bar) {
        return () -> walk(source.aiter(), bar.apply(-1));
    }

    private static <T extends @Nullable Object> AsyncIterator<T> walk(AsyncIterator<T> source, Progress progress) {
        var begun = new boolean[1]; // by the one task that walks
        return () -> Asyncio.async(() -> {
            if (begun[0]) progress.step();
            begun[0] = true;
            try {
                return Asyncio.await(source.anext());
            } catch (StopAsyncIteration end) {
                progress.end();
                throw end;
            }
        });
    }

    /// A step is done when the next one is asked for.
    private static final class Walk<T extends @Nullable Object> implements Iterator<T> {
        private final Iterator<T> source;
        private final Progress progress;
        private boolean given; // the last value given is being worked on

        Walk(Iterator<T> source, Progress progress) {
            this.source = source;
            this.progress = progress;
        }

        @Override
        public boolean hasNext() {
            finishStep();
            boolean more = source.hasNext();
            if (!more) progress.end();
            return more;
        }

        @Override
        public T next() {
            finishStep();
            T value = source.next();
            given = true;
            return value;
        }

        private void finishStep() {
            if (given) progress.step();
            given = false;
        }
    }
}

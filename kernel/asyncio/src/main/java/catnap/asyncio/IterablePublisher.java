package catnap.asyncio;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Publishes what an async walk gives. Made by [Asyncio#toPublisher]. Every subscriber has a walk of its own, in a task
/// of its own on the loop that was running when the publisher was made; subscribers are told everything there.
final class IterablePublisher<T> implements Flow.Publisher<T> {
    private final AsyncIterable<? extends T> source;
    private final EventLoop loop;

    IterablePublisher(AsyncIterable<? extends T> source, EventLoop loop) {
        this.source = source;
        this.loop = loop;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        var walk = new Walk<T>(source, subscriber, loop);
        if (!walk.tell(walk::begin)) {
            subscriber.onSubscribe(walk);
            subscriber.onError(new IllegalStateException("Event loop is closed"));
        }
    }

    /// One subscriber's walk.
    private static final class Walk<T> implements Flow.Subscription {
        private final AsyncIterable<? extends T> source;
        private final Flow.Subscriber<? super T> subscriber;
        private final EventLoop loop;
        private final AsyncEvent asked = new AsyncEvent(); // while there is demand
        private long demand; // loop thread only
        private @Nullable Task<@Nullable Void> task; // loop thread only
        private volatile boolean cancelled; // any thread

        Walk(AsyncIterable<? extends T> source, Flow.Subscriber<? super T> subscriber, EventLoop loop) {
            this.source = source;
            this.subscriber = subscriber;
            this.loop = loop;
        }

        void begin() {
            task = loop.createTask(Asyncio.async(this::run));
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long items) {
            tell(() -> ask(items));
        }

        @Override
        public void cancel() {
            cancelled = true;
            tell(() -> {
                if (task != null) task.cancel();
            });
        }

        /// Has this run on the loop; gives false if the loop is closed.
        boolean tell(Runnable news) {
            try {
                loop.callSoonThreadsafe(news);
                return true;
            } catch (IllegalStateException closed) {
                return false;
            }
        }

        private void ask(long items) {
            if (cancelled) return;
            if (items <= 0) {
                cancel();
                subscriber.onError(new IllegalArgumentException("items requested must be > 0, were " + items));
                return;
            }
            demand = demand + items < 0 ? Long.MAX_VALUE : demand + items;
            asked.set();
        }

        private void run() {
            AsyncIterator<? extends T> iterator = source.aiter();
            try {
                while (!cancelled && publishNext(iterator)) {}
            } catch (CancelledError error) {
                if (!cancelled) subscriber.onError(error); // by the end of the loop, say
                throw error;
            } catch (Throwable error) {
                if (!cancelled) subscriber.onError(error);
            } finally {
                if (iterator instanceof AsyncGenerator<?> generator) Asyncio.await(generator.aclose());
            }
        }

        /// Waits for demand and for an item, and publishes it.
        ///
        /// @return false at the end
        private boolean publishNext(AsyncIterator<? extends T> iterator) {
            asked.waitForFlag();
            T item;
            try {
                item = Asyncio.await(iterator.anext());
            } catch (StopAsyncIteration _) {
                if (!cancelled) subscriber.onComplete();
                return false;
            }
            if (--demand == 0) asked.clear();
            if (item == null) throw new NullPointerException("a publisher publishes no null");
            if (!cancelled) subscriber.onNext(item);
            return true;
        }
    }
}

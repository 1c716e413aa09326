package catnap.asyncio;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A walk over what a `Flow.Publisher` publishes. Made by [Asyncio#aiter(Flow.Publisher)]. It subscribes when it is
/// asked for the first item, and asks for a few items ahead, never more: the publisher is held back while the
/// consumer is busy.
///
/// ```java
/// try (var items = aiter(publisher)) {
///     for (var item : each(items)) println(item); // prints 1 and 2
/// }
/// ```
///
/// Closing it, or the end of the loop, cancels the subscription.
///
/// @param <T> the items
public final class PublisherIterator<T> implements AsyncIterator<T>, AutoCloseable { // loop thread only
    private static final int AHEAD = 16;

    private final Flow.Publisher<? extends T> publisher;
    private final AsyncQueue<T> arrived = new AsyncQueue<>(); // shut down when no more will come
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable error; // the publisher's, until it is thrown
    private boolean subscribed;
    private int taken; // since items were last asked for

    PublisherIterator(Flow.Publisher<? extends T> publisher) {
        this.publisher = publisher;
    }

    /// The next item; awaiting it suspends until the publisher has published one. What the publisher fails with is
    /// thrown once, behind the last item.
    @Override
    public Coroutine<T> anext() {
        return new Coroutine<>(() -> {
            if (!subscribed) subscribe(Current.runningLoop("aiter"));
            try {
                return taken(Asyncio.await(arrived.get()));
            } catch (QueueShutDownException _) {
                throw end();
            }
        });
    }

    /// Cancels the subscription and drops what has arrived.
    @Override
    public void close() {
        subscribed = true;
        arrived.shutdown(true);
        if (subscription != null) subscription.cancel();
    }

    private void subscribe(EventLoop loop) {
        subscribed = true;
        loop.atClose.add(this::close);
        publisher.subscribe(new Signals(loop));
    }

    private T taken(T item) {
        if (++taken >= AHEAD / 2 && subscription != null) {
            int more = taken;
            taken = 0;
            subscription.request(more);
        }
        return item;
    }

    private RuntimeException end() {
        Throwable failure = error;
        error = null;
        return failure == null ? new StopAsyncIteration() : Sneaky.rethrow(failure);
    }

    private void begin(Flow.Subscription begun) {
        if (subscription != null || arrived.isShutDown()) {
            begun.cancel();
            return;
        }
        subscription = begun;
        begun.request(AHEAD);
    }

    private void take(T item) {
        if (!arrived.isShutDown()) arrived.putNowait(item);
    }

    private void finish(@Nullable Throwable failure) {
        if (!arrived.isShutDown()) error = failure;
        arrived.shutdown();
    }

    /// `<PublisherIterator of …>`.
    @Override
    public String toString() {
        return "<PublisherIterator of " + publisher + ">";
    }

    /// What the publisher says, from any thread, on its way into the loop.
    private final class Signals implements Flow.Subscriber<T> {
        private final EventLoop loop;

        Signals(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            if (!tell(() -> begin(begun))) begun.cancel();
        }

        @Override
        public void onNext(T item) {
            tell(() -> take(item));
        }

        @Override
        public void onError(Throwable failure) {
            tell(() -> finish(failure));
        }

        @Override
        public void onComplete() {
            tell(() -> finish(null));
        }

        /// Has this run on the loop; gives false if the loop is closed and nobody listens any more.
        private boolean tell(Runnable news) {
            try {
                loop.callSoonThreadsafe(news);
                return true;
            } catch (IllegalStateException closed) {
                return false;
            }
        }
    }
}

package catnap.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;

/// One exchange on `java.net.http`'s threads, told to a [Listener] as it happens.
///
/// The listener hears from the body handler and the body subscriber themselves: the future of `sendAsync` passes
/// through another pool first, which costs a thread switch on every answer. That future stands for the whole
/// exchange, so that its `cancel(true)` aborts it at any time before the last byte.
final class Wire {
    /// Who is told; on HTTP threads, one call at a time: `head`, any number of `data`, then `end`. Or `failure` at
    /// any point.
    interface Listener {
        void head(Head head);

        void data(List<ByteBuffer> data);

        void end();

        /// The exchange failed or was aborted. May come twice, and after `end`; only the first ending counts.
        void failure(Throwable error);
    }

    private final CompletableFuture<HttpResponse<Void>> exchange;

    private Wire(Call call, Listener listener) {
        exchange = Client.SHARED.sendAsync(call.request(), info -> {
            listener.head(new Head(call.method(), call.url(), info.statusCode(), info.headers()));
            return new Body(listener);
        });
        var _ = exchange.whenComplete((_, error) -> {
            if (error != null) listener.failure(error);
        });
    }

    /// Sends the request; returns at once.
    static Wire send(Call call, Listener listener) {
        return new Wire(call, listener);
    }

    /// Breaks the exchange off and closes its connection; does nothing once it is complete. Any thread.
    void abort() {
        // False would report success and let the exchange run on.
        exchange.cancel(true);
    }

    /// The one client of this JVM. Its threads are daemons.
    private static final class Client {
        // Few threads of its own: the default pool grows one for each answer that arrives meanwhile (decision 041).
        private static final int THREADS = 4;

        static final HttpClient SHARED = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(
                        HttpClient.Redirect.NEVER) // Call.next does, so that both clients can say where they ended
                .connectTimeout(Timeouts.CONNECT)
                .executor(new ForkJoinPool(THREADS, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true))
                .build();
    }

    private static final class Body implements BodySubscriber<Void> {
        private final Listener listener;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Body(Listener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> data) {
            listener.data(data);
        }

        @Override
        public void onError(Throwable error) {
            listener.failure(error);
            done.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            listener.end();
            done.complete(null);
        }
    }
}

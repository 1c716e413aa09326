package catnap.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The answer as it comes in: first its head, then its whole body.
final class Incoming implements Wire.Listener {
    private final CompletableFuture<Head> head = new Part<>("HTTP answer");
    private final CompletableFuture<byte[]> content = new Part<>("HTTP body");
    private final BodyBuffer body = new BodyBuffer(); // HTTP threads, one at a time

    CompletableFuture<Head> head() {
        return head;
    }

    CompletableFuture<byte[]> content() {
        return content;
    }

    @Override
    public void head(Head arrived) {
        head.complete(arrived);
    }

    @Override
    public void data(List<ByteBuffer> data) {
        body.add(data);
    }

    @Override
    public void end() {
        content.complete(body.toByteArray());
    }

    @Override
    public void failure(Throwable error) {
        head.completeExceptionally(error);
        content.completeExceptionally(error);
    }

    /// A part of the answer that says what it is: pictures of tasks that wait for it show these words.
    private static final class Part<T> extends CompletableFuture<T> {
        private final String what;

        Part(String what) {
            this.what = what;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Part<>(what);
        }

        @Override
        public String toString() {
            return what;
        }
    }
}

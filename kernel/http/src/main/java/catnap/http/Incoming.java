package catnap.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The answer as it comes in: first its head, then its whole body.
final class Incoming implements Wire.Listener {
    private final CompletableFuture<Head> head = new CompletableFuture<>();
    private final CompletableFuture<byte[]> content = new CompletableFuture<>();
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
}

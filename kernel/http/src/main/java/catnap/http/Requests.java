package catnap.http;

import catnap.asyncio.CancelledError;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// HTTP that blocks the calling thread until the answer is complete, as Python's `requests` does.
///
/// In a coroutine it stops every other task with it: call it through `toThread(() -> Requests.get(url))`, or use a
/// [ClientSession]. An interrupted thread gives up the exchange and throws `CancelledError`; the connection is
/// closed.
public final class Requests {
    private Requests() {}

    /// Fetches the URL, following redirects; blocks until the answer is complete, five minutes at most.
    ///
    /// @throws ClientException if there is no answer; an error status is an answer, see [Response#raiseForStatus]
    public static Response get(String url) {
        return get(url, new RequestOptions());
    }

    /// Fetches the URL with parameters, headers or a timeout; blocks until the answer is complete.
    public static Response get(String url, RequestOptions options) {
        return request("GET", url, options);
    }

    /// Fetches the headers alone; blocks until they are there. Follows no redirects, as requests does not.
    public static Response head(String url) {
        return request("HEAD", url, new RequestOptions().allowRedirects(false));
    }

    /// Sends a body to the URL; blocks until the answer is complete.
    public static Response post(String url, RequestOptions options) {
        return request("POST", url, options);
    }

    /// Stores a body at the URL; blocks until the answer is complete.
    public static Response put(String url, RequestOptions options) {
        return request("PUT", url, options);
    }

    /// Changes what is at the URL; blocks until the answer is complete.
    public static Response patch(String url, RequestOptions options) {
        return request("PATCH", url, options);
    }

    /// Removes what is at the URL; blocks until the answer is complete.
    public static Response delete(String url) {
        return delete(url, new RequestOptions());
    }

    /// Removes what is at the URL; blocks until the answer is complete.
    public static Response delete(String url, RequestOptions options) {
        return request("DELETE", url, options);
    }

    /// Sends a request of any method; blocks until the answer is complete.
    ///
    /// @throws ClientException if there is no answer; an error status is an answer, see [Response#raiseForStatus]
    public static Response request(String method, String url, RequestOptions options) {
        var limit = options.timeout().orElse(Timeouts.TOTAL);
        var start = System.nanoTime();
        var call = Call.of(method, Urls.parse(url), options);
        while (true) {
            var answer = new Incoming();
            var content = content(call, answer, limit, limit.minus(since(start)));
            var head = answer.head().join(); // there, because the content is
            var next = call.next(head);
            if (next.isEmpty()) return new Response(head, content, since(start));
            call = next.get();
        }
    }

    private static byte[] content(Call call, Incoming answer, Duration limit, Duration left) {
        var wire = Wire.send(call, answer);
        try {
            return answer.content().get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            wire.abort();
            throw Failures.timeout(call, limit);
        } catch (InterruptedException _) {
            wire.abort();
            Thread.currentThread().interrupt();
            throw new CancelledError(call + ": interrupted");
        } catch (ExecutionException e) {
            throw Failures.translate(call, e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

package catnap.http;

import static catnap.asyncio.Asyncio.async;

import catnap.asyncio.AsyncContextManager;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Coroutine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A request that is sent when it is awaited, or entered; once, as a coroutine runs once.
///
/// ```java
/// try (var session = new ClientSession()) {
///     var answer = await(session.get(url)); // read it to its end, or close it
///     println(await(answer.text()));
///     asyncWith(session.get(url), response -> println(response.status())); // closes it
///     try (var response = await(session.get(url))) { // closes it
///         println(response.reason());
///     }
/// }
/// ```
///
/// `createTask(session.get(url).toCoroutine())` sends it in the background; `gather` takes it as it is.
public final class PendingResponse implements Awaitable<ClientResponse>, AsyncContextManager<ClientResponse> {
    private final String asked;
    private final Coroutine<ClientResponse> answer;
    private @Nullable ClientResponse response; // loop thread only

    PendingResponse(String asked, Callable<ClientResponse> send) {
        this.asked = asked;
        this.answer = async(() -> {
            var arrived = send.call();
            response = arrived;
            return arrived;
        });
    }

    @Override
    public Coroutine<ClientResponse> toCoroutine() {
        return answer;
    }

    /// Sends the request; the await suspends until the head of the answer is there.
    @Override
    public Awaitable<ClientResponse> aenter() {
        return answer;
    }

    /// Closes the response. The await does not suspend.
    @Override
    public Awaitable<@Nullable Boolean> aexit(@Nullable Throwable error) {
        return async(() -> {
            if (response != null) response.close();
            return false;
        });
    }

    @Override
    public String toString() {
        return "<PendingResponse(" + asked + ")>";
    }
}

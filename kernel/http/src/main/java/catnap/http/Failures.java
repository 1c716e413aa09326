package catnap.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What `HttpClient` throws, said so that a learner can act on it.
final class Failures {
    private Failures() {}

    static ClientException translate(Call call, Throwable thrown) {
        var error = unwrap(thrown);
        if (error instanceof ClientException ours) return ours;
        if (cause(error, UnresolvedAddressException.class) || cause(error, UnknownHostException.class)) {
            return new ClientConnectorException(
                    call + ": cannot find the host " + call.url().getHost() + ", check its spelling and your network",
                    error);
        }
        return switch (error) {
            case HttpConnectTimeoutException e ->
                new ServerTimeoutException(
                        call + ": no connection to " + call.server() + " within " + Timeouts.words(Timeouts.CONNECT)
                                + ", check the URL and your network",
                        e);
            case ConnectException e ->
                new ClientConnectorException(
                        call + ": cannot connect to " + call.server()
                                + ", is a server running there, and the network up?",
                        e);
            case SSLException e ->
                new ClientConnectorException(
                        call + ": no secure connection to " + call.server() + " (" + reason(e) + ")", e);
            case ProtocolException e ->
                new ClientConnectionException(
                        call + ": the answer is not HTTP (" + reason(e) + "), check the URL's port", e);
            case IOException e ->
                new ServerDisconnectedException(
                        call + ": the connection broke before the answer was complete (" + reason(e) + "), try again",
                        e);
            default -> new ClientException(call + ": " + reason(error), error);
        };
    }

    static ServerTimeoutException timeout(Call call, Duration limit) {
        return new ServerTimeoutException(call + ": no complete answer within " + Timeouts.words(limit)
                + ", try again or allow more with timeout(seconds)");
    }

    private static Throwable unwrap(Throwable thrown) {
        var error = thrown;
        while ((error instanceof CompletionException || error instanceof ExecutionException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        return error;
    }

    private static boolean cause(@Nullable Throwable error, Class<? extends Throwable> type) {
        for (var at = error; at != null; at = at.getCause()) if (type.isInstance(at)) return true;
        return false;
    }

    /// The words of the error, or of the first cause that has some: `HttpClient` leaves the outer ones empty.
    private static String reason(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at.getMessage() != null) return at.getMessage();
        }
        return error.getClass().getSimpleName();
    }
}

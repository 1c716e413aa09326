package catnap.http;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.EventLoop;
import catnap.asyncio.TimerHandle;
import catnap.asyncio.Unclosed;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request of a session from waiting for a place to the last byte, redirects included.
///
/// ```
///  in line ──▶ under way ──▶ over      (complete, failed, timed out, cancelled, or closed)
///     └──────────────────────▲
/// ```
///
/// Being over gives the place back. Loop thread only; what comes in on HTTP threads arrives through [Incoming].
final class Exchange {
    private final Traffic traffic;
    private final EventLoop loop;
    private final TimerHandle timer;
    private Call call;
    private Incoming incoming = new Incoming();
    private @Nullable Wire wire; // null in line
    private @Nullable AsyncFuture<@Nullable Void> turn; // null unless in line
    private @Nullable String place; // the host a place is taken for
    private @Nullable Supplier<ClientException> verdict; // why it ended before its time
    private @Nullable Unclosed note; // from the answer's head on
    private boolean over;

    Exchange(Traffic traffic, EventLoop loop, Call call) {
        this.traffic = traffic;
        this.loop = loop;
        this.call = call;
        var limit = call.options().timeout().orElseThrow();
        timer = loop.callLater(limit, () -> end(() -> Failures.timeout(this.call, limit)));
        traffic.began(this);
    }

    /// Suspends until the head of the last answer is there, redirects followed.
    Head head() {
        try {
            waitForPlace();
            while (true) {
                send();
                var head = await(incoming.head());
                var next = call.next(head);
                if (next.isEmpty()) {
                    overWhenComplete();
                    return head;
                }
                await(incoming.content()); // so that the connection can be used again
                call = next.get();
            }
        } catch (Throwable error) {
            throw failed(error);
        }
    }

    /// Suspends until the body is complete; returns at once if it already is.
    byte[] content() {
        var content = incoming.content();
        try {
            // A copy, because cancelling one reader must not cancel the others.
            return await(content.isDone() ? content : content.copy());
        } catch (Throwable error) {
            throw failed(error);
        }
    }

    /// Takes note that the answer is in somebody's hands, who should read or close it.
    void handedOut(ClientResponse response) {
        if (over) return;
        note = new Unclosed(response, "response to " + call, "try (var response = await(session.get(url)))");
    }

    boolean complete() {
        return incoming.content().isDone();
    }

    /// Ends it now, if it is not over: the connection is closed, and whoever waits gets this error.
    void end(Supplier<ClientException> why) {
        if (over) return;
        verdict = why;
        if (turn != null && !turn.done()) turn.setException(why.get());
        abort();
    }

    private void waitForPlace() {
        var host = call.server();
        if (traffic.slots().tryTake(host)) {
            take(host);
            return;
        }
        var waiting = traffic.slots().line(loop, host);
        turn = waiting;
        try {
            await(waiting);
        } finally {
            turn = null;
            // Called up and cancelled or ended at the same moment: the place is ours all the same, to be given back.
            if (waiting.done() && !waiting.cancelled() && waiting.exception() == null) take(host);
        }
    }

    private void take(String host) {
        if (over) traffic.slots().release(host);
        else place = host;
    }

    private void send() {
        if (verdict != null) throw verdict.get();
        incoming = new Incoming();
        wire = Wire.send(call, incoming);
    }

    private void overWhenComplete() {
        if (complete()) {
            over();
        } else {
            var _ = incoming.content().whenComplete((_, _) -> overSoon());
        }
    }

    // An HTTP thread.
    private void overSoon() {
        try {
            loop.callSoonThreadsafe(this::over);
        } catch (IllegalStateException _) {
            // The loop is closed, and the place with it.
        }
    }

    private RuntimeException failed(Throwable error) {
        abort();
        if (error instanceof Error cancelled) {
            // Other tasks may wait for the same body.
            if (verdict == null) verdict = () -> new ClientConnectionException(call + ": given up by another task");
            throw cancelled;
        }
        if (verdict != null) return verdict.get();
        return error instanceof RuntimeException ours ? ours : Failures.translate(call, error);
    }

    private void abort() {
        if (wire != null && !complete()) {
            // First, because the wire fails with a CancellationException, which await takes for a cancelled task.
            incoming.failure(new IOException("given up"));
            wire.abort();
        }
        over();
    }

    private void over() {
        if (over) return;
        over = true;
        timer.cancel();
        if (note != null) note.closed();
        traffic.ended(this);
        if (place != null) traffic.slots().release(place);
    }
}

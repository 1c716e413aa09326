package catnap.http;

import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a session has under way. A class apart, so that it can tell of a session that is no more.
final class Traffic {
    private final Slots slots;
    private final Set<Exchange> exchanges = Collections.newSetFromMap(new IdentityHashMap<>()); // loop thread only
    private volatile boolean closed;
    private volatile @Nullable EventLoop loop; // that of the newest exchange

    Traffic(Slots slots) {
        this.slots = slots;
    }

    Slots slots() {
        return slots;
    }

    boolean closed() {
        return closed;
    }

    void began(Exchange exchange, EventLoop on) {
        loop = on;
        exchanges.add(exchange);
    }

    void ended(Exchange exchange) {
        exchanges.remove(exchange);
    }

    void close(Supplier<ClientException> why) {
        closed = true;
        for (var exchange : List.copyOf(exchanges)) exchange.end(why);
    }

    /// Tells the loop of a session that was collected without having been closed. The cleaner's thread.
    void sessionCollected() {
        var last = loop;
        if (closed || last == null) return;
        try {
            last.callSoonThreadsafe(() -> last.callExceptionHandler(new ErrorContext(
                    "Unclosed client session: close it, best by try (var session = new ClientSession())",
                    null,
                    null,
                    null)));
        } catch (IllegalStateException _) {
            // The loop is closed too, and there is nobody left to tell.
        }
    }
}

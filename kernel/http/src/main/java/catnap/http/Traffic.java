package catnap.http;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What a session has under way.
final class Traffic {
    private final Slots slots;
    private final Set<Exchange> exchanges = Collections.newSetFromMap(new IdentityHashMap<>()); // loop thread only
    private boolean closed; // loop thread only

    Traffic(Slots slots) {
        this.slots = slots;
    }

    Slots slots() {
        return slots;
    }

    boolean closed() {
        return closed;
    }

    void began(Exchange exchange) {
        exchanges.add(exchange);
    }

    void ended(Exchange exchange) {
        exchanges.remove(exchange);
    }

    void close(Supplier<ClientException> why) {
        closed = true;
        for (var exchange : List.copyOf(exchanges)) exchange.end(why);
    }
}

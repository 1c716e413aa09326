package catnap.asyncio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections of one loop by their two addresses, so that a connection whose two ends are both here is known
/// as such: a virtual clock may jump while one end waits for the other, if no bytes are on their way. Unix sockets
/// are not in it: their clients have no address.
final class Routes { // loop thread only
    private final Map<Route, SocketTransport> connections = new HashMap<>();

    void add(Route route, SocketTransport end) {
        if (route.isKnown()) connections.put(route, end);
    }

    void remove(Route route, SocketTransport end) {
        connections.remove(route, end);
    }

    /// The other end, if it is here.
    @Nullable
    SocketTransport other(Route route) {
        return connections.get(route.back());
    }

    /// From here to there.
    record Route(SocketAddress from, SocketAddress to) {
        private boolean isKnown() {
            return from instanceof InetSocketAddress && to instanceof InetSocketAddress;
        }

        private Route back() {
            return new Route(to, from);
        }
    }
}

package catnap.asyncio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Looks up hosts without standing in the loop's way.
final class Names {
    /// Suspends until the addresses of this host are known. An address in digits needs no look-up.
    static List<InetSocketAddress> resolve(EventLoop loop, String host, int port) {
        return Arrays.stream(addresses(loop, host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private static InetAddress[] addresses(EventLoop loop, String host) {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException _) {
            return lookUp(loop, host);
        }
    }

    private static InetAddress[] lookUp(EventLoop loop, String host) {
        return loop.runInExecutor(null, () -> {
                    try {
                        return InetAddress.getAllByName(host);
                    } catch (UnknownHostException unknown) {
                        throw new ConnectionException("Name or service not known: " + host, unknown);
                    }
                })
                .await();
    }

    private Names() {}
}

package catnap.cats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A cat-fact service on this machine, for lessons and tests: the JSON of catfact.ninja, with latency, failures, a
/// rate limit and a seed to order.
///
/// ```java
/// try (var server = CatServer.builder().latency(Duration.ofMillis(50)).failureRate(0.3).seed(7).start()) {
///     println(Requests.get(server.url()).json());
/// }
/// ```
///
/// `/fact` gives `{"fact": …, "length": …}` (`?max_length=` as the live one has it), `/facts?limit=` a page of
/// them under `data`. It listens on the loopback interface only, on virtual threads: it does not keep the JVM
/// alive. Any thread may use it.
public final class CatServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket door;
    private final Answers answers;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    private CatServer(Builder options) throws IOException {
        answers = new Answers(
                new Fate(options.seed, options.minLatency, options.maxLatency, options.failureRate), options.rateLimit);
        door = new ServerSocket();
        door.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), options.port), BACKLOG);
        Thread.ofVirtual().name("cat-server").start(this::accept);
    }

    /// A server to be set up; without changes it answers in 150 to 350 ms and never fails.
    public static Builder builder() {
        return new Builder();
    }

    /// Where a fact is to be had, `http://127.0.0.1:40123/fact` for example.
    public String url() {
        return url("/fact");
    }

    /// The URL of a path on this server, `/facts` for example.
    public String url(String path) {
        return "http://127.0.0.1:" + door.getLocalPort() + path;
    }

    /// How many requests have come in so far.
    public int requests() {
        return requests.get();
    }

    /// Stops listening and drops every connection; does nothing the second time.
    @Override
    public void close() {
        closeQuietly(door);
        guests.forEach(CatServer::closeQuietly);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var guest = door.accept();
                guests.add(guest);
                if (door.isClosed()) closeQuietly(guest); // close() may have missed it
                Thread.ofVirtual().name("cat-server connection").start(() -> serve(guest));
            } catch (IOException _) {
                if (door.isClosed()) return;
                pause(); // No file handles left, most likely: trying again at once would only burn time.
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    private void serve(Socket guest) {
        try (guest) {
            guest.setTcpNoDelay(true);
            var connection = new Connection(guest.getInputStream(), guest.getOutputStream());
            while (connection.answerNext(request -> {
                requests.incrementAndGet();
                return answers.to(request);
            })) {}
        } catch (IOException | InterruptedException _) {
            // The guest has gone, or the server is closing.
        } finally {
            guests.remove(guest);
        }
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception _) {
            // It is closed as far as it can be.
        }
    }

    /// The settings of a [CatServer].
    public static final class Builder {
        private Duration minLatency = Duration.ofMillis(150);
        private Duration maxLatency = Duration.ofMillis(350);
        private double failureRate;
        private long seed = ThreadLocalRandom.current().nextLong();
        private int port;
        private @Nullable RateLimit rateLimit;

        private Builder() {}

        /// Lets every answer take this long.
        public Builder latency(Duration latency) {
            return latency(latency, latency);
        }

        /// Lets each answer take a time of its own, drawn evenly from this range.
        public Builder latency(Duration min, Duration max) {
            if (min.isNegative() || max.compareTo(min) < 0) {
                throw new IllegalArgumentException("latency must be a range from 0 s up, was " + min + " to " + max);
            }
            minLatency = min;
            maxLatency = max;
            return this;
        }

        /// Lets so many answers be `500 Internal Server Error`: 0 for none, 1 for all.
        public Builder failureRate(double rate) {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("failure rate must be between 0 and 1, was " + rate);
            }
            failureRate = rate;
            return this;
        }

        /// Answers `429 Too Many Requests` to all but so many requests in any stretch of this length.
        public Builder rateLimit(int requests, Duration per) {
            rateLimit = new RateLimit(requests, per);
            return this;
        }

        /// Makes facts, latencies and failures come in the same order each time. Without one the order is new each
        /// time.
        public Builder seed(long chosen) {
            seed = chosen;
            return this;
        }

        /// Listens on this port; without one, on any that is free.
        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        /// Starts the server, which then listens.
        ///
        /// @throws UncheckedIOException if the port is taken
        public CatServer start() {
            try {
                return new CatServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start a cat server on port " + port + ": " + e.getMessage(), e);
            }
        }
    }
}

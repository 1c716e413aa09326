package catnap.benchmarks;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.benchmarks.CatnapPeer.expect;
import static java.util.Objects.requireNonNull;

import catnap.asyncio.AsyncSemaphore;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Runner;
import catnap.http.ClientSession;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// A thousand GETs, a hundred at a time, through one session that lives as long as the program.
final class HttpWork {
    private static final int AT_A_TIME = 100;

    static void measure() throws Exception {
        String url = requireNonNull(System.getenv("URL"), "the environment variable URL says what to fetch");
        try (var runner = new Runner();
                var session = ClientSession.builder().limit(AT_A_TIME).build()) {
            var gate = new AsyncSemaphore(AT_A_TIME);
            Lap.measure("w8_http", Lap.size(1_000), n -> runner.run(getAll(session, url, gate, n)));
        }
    }

    private static Coroutine<@Nullable Void> getAll(ClientSession session, String url, AsyncSemaphore gate, int n) {
        return async(() -> {
            var all = new ArrayList<Coroutine<Integer>>(n);
            for (int i = 0; i < n; i++) all.add(length(session, url, gate));
            expect(new HashSet<>(await(gather(all))).size() == 1);
        });
    }

    private static Coroutine<Integer> length(ClientSession session, String url, AsyncSemaphore gate) {
        return async(() -> {
            try (var _ = await(gate.acquire());
                    var response = await(session.get(url))) {
                return await(response.text()).length();
            }
        });
    }

    private HttpWork() {}
}

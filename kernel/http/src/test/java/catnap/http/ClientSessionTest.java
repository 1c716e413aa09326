package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientSessionTest {
    private static final RequestOptions NONE = new RequestOptions();

    record Fact(String fact, int length) {}

    private static Coroutine<String> fact(ClientSession session, String url) {
        return async(() -> {
            try (var response = await(session.get(url))) {
                return await(response.json()).get("fact").getAsString();
            }
        });
    }

    @Test
    void tryWithResourcesFetchesJson() throws Exception {
        try (var peer = Peer.answering(Peer.json("{\"fact\": \"Cats purr.\"}"))) {
            run(async(() -> {
                try (var session = new ClientSession();
                        var response = await(session.get(peer.url()))) {
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.reason()).isEqualTo("OK");
                    assertThat(response.ok()).isTrue();
                    assertThat(response.method()).isEqualTo("GET");
                    assertThat(response.url()).hasToString(peer.url());
                    assertThat(response.headers()).containsEntry("Content-Type", "application/json");
                    assertThat(await(response.json()).get("fact").getAsString()).isEqualTo("Cats purr.");
                    assertThat(await(response.text())).isEqualTo("{\"fact\": \"Cats purr.\"}");
                    assertThat(await(response.read())).hasSize(22);
                    assertThat(response).hasToString("<ClientResponse(" + peer.url() + ") [200 OK]>");
                }
            }));
        }
    }

    @Test
    void asyncWithFetchesTextAndClosesWhatItEntered() throws Exception {
        try (var peer = Peer.answering(Peer.json("[1]"))) {
            var seen = new ArrayList<ClientResponse>();
            run(async(() -> {
                var session = new ClientSession();
                asyncWith(session, entered -> {
                    assertThat(entered).isSameAs(session);
                    var text = asyncWith(entered.get(peer.url()), response -> {
                        seen.add(response);
                        assertThat(response.closed()).isFalse();
                        return await(response.text());
                    });
                    assertThat(text).isEqualTo("[1]");
                });
                assertThat(session.closed()).isTrue();
            }));
            assertThat(seen.getFirst().closed()).isTrue();
        }
    }

    @Test
    void arraysAndRecordsAreReadByClass() throws Exception {
        try (var peer = Peer.answering(Peer.json("[{\"fact\": \"Cats purr.\", \"length\": 10}]"))) {
            run(async(() -> {
                try (var session = new ClientSession();
                        var response = await(session.get(peer.url()))) {
                    assertThat(await(response.json(Fact[].class))).containsExactly(new Fact("Cats purr.", 10));
                    assertThat(await(response.jsonElement()).getAsJsonArray()).hasSize(1);
                }
            }));
        }
    }

    @Test
    void baseUrlAndHeadersAreSharedAndARequestsOwnWin() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            run(async(() -> {
                try (var session = ClientSession.builder()
                        .baseUrl(peer.url() + "cats/")
                        .headers(Map.of("X-Cat", "Tom", "X-Mouse", "Jerry"))
                        .build()) {
                    await(session.get("7", NONE.header("x-cat", "Felix"))).close();
                    await(session.post("/dogs", NONE.json(List.of(1)))).close();
                }
            }));
            assertThat(peer.requests().get(0))
                    .startsWith("GET /cats/7 HTTP/1.1")
                    .containsIgnoringCase("x-cat: Felix")
                    .contains("X-Mouse: Jerry")
                    .doesNotContain("Tom");
            assertThat(peer.requests().get(1))
                    .startsWith("POST /dogs HTTP/1.1")
                    .contains("X-Cat: Tom")
                    .endsWith("[1]");
        }
    }

    @Test
    void nothingIsSentBeforeTheAwaitAndOnlyOnce() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            run(async(() -> {
                try (var session = new ClientSession()) {
                    var pending = session.get(peer.url());
                    assertThat(pending).hasToString("<PendingResponse(GET " + peer.url() + ")>");
                    assertThat(peer.requests()).isEmpty();
                    await(pending).close();
                    assertThatThrownBy(() -> await(pending))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("cannot reuse already awaited coroutine");
                }
            }));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        try (var peer = Peer.that(guest -> {
            guest.hearsRequest();
            guest.send(Peer.answer(302, "Location: /end\r\n", "elsewhere"));
            guest.hearsRequest();
            guest.send(Peer.json("{}"));
        })) {
            run(async(() -> {
                try (var session = new ClientSession();
                        var response = await(session.get(peer.url()))) {
                    assertThat(response.url()).hasToString(peer.url() + "end");
                }
            }));
        }
    }

    @Test
    void anErrorStatusIsAnAnswerUnlessTheSessionRaises() throws Exception {
        try (var peer = Peer.answering(Peer.answer(500, "", "oops"))) {
            var complaint = "GET " + peer.url()
                    + " answered 500 Internal Server Error: the server failed, not your code; try again later";
            run(async(() -> {
                try (var session = new ClientSession();
                        var response = await(session.get(peer.url()))) {
                    assertThatThrownBy(response::raiseForStatus).hasMessage(complaint);
                    assertThatThrownBy(() -> await(response.json()))
                            .hasMessage(complaint + "; text() and jsonElement() read the error's own body");
                    assertThat(await(response.text())).isEqualTo("oops");
                }
                try (var session = ClientSession.builder().raiseForStatus(true).build()) {
                    assertThatThrownBy(() -> await(session.get(peer.url())))
                            .isExactlyInstanceOf(ClientResponseException.class)
                            .hasMessage(complaint);
                }
            }));
        }
    }

    @Test
    void anErrorShowsTheLineThatAwaited() {
        var url = Peer.nobody();
        var error = catchThrowable(() -> run(async(() -> {
            try (var session = new ClientSession()) {
                return await(session.get(url)).status();
            }
        })));
        assertThat(error).isInstanceOf(ClientConnectorException.class);
        assertThat(error.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ClientSessionTest.class.getName()));
    }

    @Test
    void aResponseThatIsClosedUnreadCannotBeRead() throws Exception {
        try (var peer = Peer.answering(Peer.json("{}"))) {
            run(async(() -> {
                try (var session = new ClientSession()) {
                    var response = await(session.get(peer.url()));
                    response.close();
                    assertThatThrownBy(() -> await(response.text()))
                            .isInstanceOf(ClientConnectionException.class)
                            .hasMessage("GET " + peer.url()
                                    + ": the response is closed; read it before its try or asyncWith ends");
                }
            }));
        }
    }

    @Test
    void aClosedSessionSendsNothing() {
        run(async(() -> {
            var session = new ClientSession();
            session.close();
            session.close();
            assertThatThrownBy(() -> await(session.get("http://127.0.0.1:1/")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Session is closed");
        }));
    }

    @Test
    void noMoreThanTheLimitAreUnderWayAtOnce() throws Exception {
        var active = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CyclicBarrier(3);
        try (var peer = Peer.that(guest -> {
            while (guest.hearsRequest()) {
                most.accumulateAndGet(active.incrementAndGet(), Math::max);
                together.await();
                active.decrementAndGet();
                guest.send(Peer.json("{\"fact\": \"\"}"));
            }
        })) {
            run(async(() -> {
                try (var session = ClientSession.builder().limit(3).build()) {
                    var all = new ArrayList<Coroutine<String>>();
                    for (int i = 0; i < 12; i++) all.add(fact(session, peer.url()));
                    assertThat(await(gather(all))).hasSize(12);
                }
            }));
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void theLimitPerHostLeavesOtherHostsAlone() throws Exception {
        var asked = new CountDownLatch(1);
        var otherAnswered = new CountDownLatch(1);
        try (var slow = Peer.that(guest -> {
                    while (guest.hearsRequest()) {
                        asked.countDown();
                        assertThat(otherAnswered.await(30, TimeUnit.SECONDS)).isTrue();
                        guest.send(Peer.json("{\"fact\": \"slow\"}"));
                    }
                });
                var quick = Peer.answering(Peer.json("{\"fact\": \"quick\"}"))) {
            run(async(() -> {
                try (var session = ClientSession.builder().limitPerHost(1).build()) {
                    var slowOnes = gather(fact(session, slow.url()), fact(session, slow.url()));
                    assertThat(await(fact(session, quick.url()))).isEqualTo("quick");
                    assertThat(slow.requests()).hasSizeLessThanOrEqualTo(1);
                    otherAnswered.countDown();
                    assertThat(await(slowOnes)).containsExactly("slow", "slow");
                }
            }));
        }
    }

    @Test
    void aThousandGetsAHundredAtATimeShareTheirConnections() throws Exception {
        Set<Object> connections = ConcurrentHashMap.newKeySet();
        try (var peer = Peer.that(guest -> {
            connections.add(guest);
            while (guest.hearsRequest()) guest.send(Peer.json("{\"fact\": \"Cats purr.\"}"));
        })) {
            var facts = run(async(() -> {
                try (var session = new ClientSession()) {
                    var all = new ArrayList<Coroutine<String>>();
                    for (int i = 0; i < 1_000; i++) all.add(fact(session, peer.url()));
                    return await(gather(all));
                }
            }));
            assertThat(facts).hasSize(1_000).containsOnly("Cats purr.");
            assertThat(peer.requests()).hasSize(1_000);
            assertThat(connections).hasSizeLessThan(500);
        }
    }

    @Test
    void underAVirtualClockNoTimeGoesByWhileAnAnswerIsAwaited() throws Exception {
        var release = new CountDownLatch(1);
        try (var peer = Peer.that(guest -> {
                    guest.hearsRequest();
                    assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                    guest.send(Peer.json("{\"fact\": \"Cats purr.\"}"));
                });
                var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.run(async(() -> {
                try (var session = new ClientSession()) {
                    var before = getRunningLoop().time();
                    getRunningLoop().callSoon(release::countDown);
                    assertThat(await(fact(session, peer.url()))).isEqualTo("Cats purr.");
                    assertThat(getRunningLoop().time()).isEqualTo(before);
                }
            }));
        }
    }
}

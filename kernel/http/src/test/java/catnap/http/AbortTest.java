package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests that end before their answer: the server must see the connection closed.
class AbortTest {
    private static final RequestOptions NONE = new RequestOptions();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    /// Never answers.
    private final Peer silent = Peer.that(guest -> {
        guest.hearsRequest();
        asked.countDown();
        guest.awaitHangUp();
        hungUp.countDown();
    });

    /// Answers with a head and half a body.
    private final Peer halting = Peer.that(guest -> {
        guest.hearsRequest();
        guest.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        asked.countDown();
        guest.awaitHangUp();
        hungUp.countDown();
    });

    @AfterEach
    void close() throws Exception {
        silent.close();
        halting.close();
    }

    private static Coroutine<@Nullable Void> happens(CountDownLatch event) {
        return async(() -> {
            assertThat(await(toThread(() -> event.await(30, TimeUnit.SECONDS)))).isTrue();
        });
    }

    private static Coroutine<String> text(ClientSession session, String url) {
        return async(() -> {
            try (var response = await(session.get(url))) {
                return await(response.text());
            }
        });
    }

    private static void assertCancelled(Task<?> task) {
        assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class);
        assertThat(task.cancelled()).isTrue();
    }

    @Test
    void cancellingATaskThatWaitsForAnAnswerClosesTheConnection() {
        run(async(() -> {
            try (var session = new ClientSession()) {
                var task = createTask(text(session, silent.url()));
                await(happens(asked));
                task.cancel();
                assertCancelled(task);
                await(happens(hungUp));
            }
        }));
    }

    @Test
    void cancellingATaskThatReadsTheBodyClosesTheConnection() {
        run(async(() -> {
            try (var session = new ClientSession()) {
                var response = await(session.get(halting.url()));
                var task = createTask(response.text());
                await(sleep(0));
                task.cancel();
                assertCancelled(task);
                await(happens(hungUp));
            }
        }));
    }

    @Test
    void aTaskThatReadsTheSameBodyLearnsThatItWasGivenUp() {
        run(async(() -> {
            try (var session = new ClientSession()) {
                var response = await(session.get(halting.url()));
                var one = createTask(response.text());
                var other = createTask(response.text());
                await(sleep(0));
                one.cancel();
                assertCancelled(one);
                assertThatThrownBy(() -> await(other))
                        .isInstanceOf(ClientConnectionException.class)
                        .hasMessage("GET " + halting.url() + ": given up by another task");
            }
        }));
    }

    @Test
    void theRequestsOwnTimeoutEndsTheWaitForAnAnswer() {
        run(async(() -> {
            try (var session = new ClientSession()) {
                assertThatThrownBy(() -> await(session.get(silent.url(), NONE.timeout(0.2))))
                        .isInstanceOf(ServerTimeoutException.class)
                        .hasMessage("GET " + silent.url()
                                + ": no complete answer within 0.2 s, try again or allow more with timeout(seconds)");
                await(happens(hungUp));
            }
        }));
    }

    @Test
    void theSessionsTimeoutEndsTheWaitForTheBody() {
        run(async(() -> {
            try (var session = ClientSession.builder().timeout(0.5).build()) {
                var response = await(session.get(halting.url()));
                assertThatThrownBy(() -> await(response.text())).isInstanceOf(ServerTimeoutException.class);
                await(happens(hungUp));
            }
        }));
    }

    @Test
    void closingAResponseGivesUpTheRestOfItsBody() {
        run(async(() -> {
            try (var session = new ClientSession()) {
                await(session.get(halting.url())).close();
                await(happens(hungUp));
            }
        }));
    }

    @Test
    void closingTheSessionFailsWhatIsUnderWay() {
        run(async(() -> {
            var session = new ClientSession();
            var task = createTask(text(session, silent.url()));
            await(happens(asked));
            session.close();
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(ClientConnectionException.class)
                    .hasMessage("the session was closed while this request was under way: await what you asked for"
                            + " before its try or asyncWith ends");
            await(happens(hungUp));
        }));
    }

    @Test
    void aTaskInLineCanBeCancelledAndLosesNobodysTurn() throws Exception {
        try (var quick = Peer.answering(Peer.json("[]"))) {
            run(async(() -> {
                try (var session = ClientSession.builder().limit(1).build()) {
                    var first = createTask(text(session, silent.url()));
                    await(happens(asked));
                    var second = createTask(text(session, quick.url()));
                    var third = createTask(text(session, quick.url()));
                    await(sleep(0));
                    second.cancel();
                    assertCancelled(second);
                    first.cancel();
                    assertThat(await(third)).isEqualTo("[]");
                }
            }));
            assertThat(quick.requests()).hasSize(1);
        }
    }

    @Test
    void aTaskCancelledTheMomentItIsCalledUpPassesItsTurnOn() throws Exception {
        try (var quick = Peer.answering(Peer.json("[]"))) {
            run(async(() -> {
                try (var session = ClientSession.builder().limit(1).build()) {
                    var first = createTask(text(session, silent.url()));
                    await(happens(asked));
                    var second = createTask(text(session, silent.url())); // no answer can come before the cancel
                    var third = createTask(text(session, quick.url()));
                    await(sleep(0));
                    first.addDoneCallback(_ -> second.cancel()); // its place has just gone to the second
                    first.cancel();
                    assertCancelled(second);
                    assertThat(await(third)).isEqualTo("[]");
                }
            }));
        }
    }

    @Test
    void aTaskInLineTimesOutToo() {
        run(async(() -> {
            try (var session = ClientSession.builder().limit(1).build()) {
                var first = createTask(text(session, silent.url()));
                await(happens(asked));
                assertThatThrownBy(() -> await(session.get(silent.url(), NONE.timeout(0.05))))
                        .isInstanceOf(ServerTimeoutException.class);
                assertThat(first.done()).isFalse();
                first.cancel();
                assertCancelled(first);
            }
        }));
    }
}

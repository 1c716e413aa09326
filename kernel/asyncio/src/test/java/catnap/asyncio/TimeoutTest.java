package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static catnap.asyncio.Asyncio.timeoutAt;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.me;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    @Test
    void theBodyIsCancelledAndTheErrorIsATimeout() {
        assertThat(Story.told(story -> {
                    var limit = timeout(1);
                    try {
                        asyncWith(limit, () -> await(story.forever("x")));
                    } catch (AsyncTimeoutException error) {
                        story.log(show(error), show(error.getCause()), limit.expired(), me().cancelling());
                    }
                    story.log(limit, getRunningLoop().time());
                }))
                .containsExactly(
                        "x cancelled null",
                        "x finally",
                        "AsyncTimeoutException() CancelledError() true 0",
                        "<Timeout [expired]> 1.0");
    }

    @Test
    void aBodyInTimeGivesItsResult() {
        assertThat(Story.told(story -> {
                    var limit = timeoutAt(5);
                    story.log(limit, limit.when());
                    String result = asyncWith(limit, entered -> {
                        story.log(entered, entered.when());
                        return await(sleep(1, "slept"));
                    });
                    story.log(result, limit, limit.expired());
                    await(sleep(10)); // and its timer is gone
                }))
                .containsExactly(
                        "<Timeout [created]> 5.0",
                        "<Timeout [active] when=5.0> 5.0",
                        "slept <Timeout [finished]> false");
    }

    @Test
    void withoutADeadlineItNeverExpiresUntilOneIsSet() {
        assertThat(Story.told(story -> {
                    Duration none = null;
                    story.log(attempt(() -> asyncWith(timeout(none), limit -> {
                        story.log(limit.when());
                        await(sleep(100));
                        limit.reschedule(getRunningLoop().time() + 1);
                        await(sleep(100));
                    })));
                    story.log(getRunningLoop().time());
                }))
                .containsExactly("null", "AsyncTimeoutException()", "101.0");
    }

    @Test
    void aLaterDeadlineTakesTheEarlierOnesPlace() {
        assertThat(Story.told(story -> {
                    asyncWith(timeout(1), limit -> {
                        limit.reschedule(10.0);
                        await(sleep(5));
                        limit.reschedule(null);
                        await(sleep(50));
                    });
                    story.log(getRunningLoop().time());
                }))
                .containsExactly("55.0");
    }

    @Test
    void ofTwoTheOneThatExpiredConverts() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(timeout(1), () -> {
                            try {
                                asyncWith(timeout(10), () -> await(story.forever("x")));
                            } catch (AsyncTimeoutException _) {
                                story.log("inner must not");
                            }
                        });
                    } catch (AsyncTimeoutException _) {
                        story.log("outer");
                    }
                }))
                .containsExactly("x cancelled null", "x finally", "outer");
    }

    @Test
    void aCancellationFromOutsideInTheSameMomentWins() {
        assertThat(Story.told(story -> {
                    var task = createTask(async(() -> asyncWith(timeout(1), () -> {
                        try {
                            await(story.forever("x"));
                        } finally {
                            me().cancel("outside");
                        }
                    })));
                    story.log(outcome(task), task.cancelled());
                }))
                .containsExactly("x cancelled null", "x finally", "CancelledError() true");
    }

    @Test
    void aCancellationFromOutsideBeforeTheDeadlineGoesThrough() {
        assertThat(Story.told(story -> {
                    var task = createTask(async(() -> asyncWith(timeout(10), () -> await(story.forever("x")))));
                    await(sleep(1));
                    task.cancel("outside");
                    story.log(outcome(task), getRunningLoop().time());
                }))
                .containsExactly("x cancelled outside", "x finally", "CancelledError(outside) 1.0");
    }

    @Test
    void aDeadlineInThePastCancelsAtTheNextWait() {
        assertThat(Story.told(story -> story.log(attempt(() -> asyncWith(timeout(-1), () -> {
                    story.log("still running");
                    await(sleep(0));
                    await(sleep(5));
                    story.log("not reached");
                })))))
                .containsExactly("still running", "AsyncTimeoutException()");
    }

    @Test
    void theBodysOwnErrorGoesOutWithAWordAboutTheTime() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(timeout(1), () -> {
                            try {
                                await(sleep(5));
                            } finally {
                                failInstead();
                            }
                        });
                    } catch (IllegalArgumentException error) {
                        story.log(show(error), show(error.getSuppressed()[0]), me().cancelling());
                    }
                }))
                .containsExactly("IllegalArgumentException(own) AsyncTimeoutException() 0");
    }

    private static void failInstead() {
        throw new IllegalArgumentException("own");
    }

    @Test
    void itIsUsedOnceAndOnlyInsideItsBody() {
        assertThat(Story.told(story -> {
                    var limit = timeout(1);
                    story.log(attempt(() -> limit.reschedule(2.0)));
                    asyncWith(limit, () -> {});
                    story.log(attempt(() -> limit.reschedule(2.0)));
                    story.log(attempt(() -> asyncWith(limit, () -> {})));
                }))
                .containsExactly(
                        "IllegalStateException(Timeout has not been entered)",
                        "IllegalStateException(Cannot change state of finished Timeout)",
                        "IllegalStateException(Timeout has already been entered)");
    }
}

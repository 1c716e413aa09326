package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitFor;
import static catnap.asyncio.Story.me;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitForTest {
    @Test
    void whatTakesTooLongIsCancelledAndThenTheErrorIsThrown() {
        assertThat(Story.told(story -> {
                    try {
                        await(waitFor(story.forever("f"), 1));
                    } catch (AsyncTimeoutException error) {
                        story.log(show(error), "cause", show(error.getCause()), error.getSuppressed().length);
                    }
                    story.log(getRunningLoop().time(), me().cancelling());
                }))
                .containsExactly(
                        "f cancelled null", "f finally", "AsyncTimeoutException() cause CancelledError() 0", "1.0 0");
    }

    @Test
    void inTimeItGivesTheResult() {
        assertThat(Story.told(story -> {
                    story.log(await(waitFor(sleep(1, "a"), 2)));
                    story.log(await(waitFor(sleep(1, "b"), Duration.ofSeconds(2))));
                    story.log(await(waitFor(sleep(1, "c"), null)));
                    story.log(outcome(waitFor(story.boom("x", 1), 2)));
                }))
                .containsExactly("a", "b", "c", "IllegalArgumentException(x)");
    }

    @Test
    void aCoroutineRunsInTheCallersTask() {
        assertThat(Story.told(story -> {
                    var inside = await(waitFor(async(() -> me().getName()), 2));
                    story.log(inside.equals(me().getName()));
                }))
                .containsExactly("true");
    }

    @Test
    void noTimeAtAllCancelsACoroutineBeforeItBegins() {
        assertThat(Story.told(story -> {
                    story.log(outcome(waitFor(story.worker("never", 1), 0)));
                    var done = getRunningLoop().<Integer>createFuture();
                    done.setResult(3);
                    story.log(await(waitFor(done, 0)), await(waitFor(done, -1)));
                }))
                .containsExactly("AsyncTimeoutException()", "3 3");
    }

    @Test
    void whatRefusesToBeCancelledGivesItsResult() {
        assertThat(Story.told(story -> {
                    Coroutine<String> stubborn = async(() -> {
                        try {
                            await(sleep(10));
                        } catch (CancelledError _) {
                            return "anyway";
                        }
                        return "slept";
                    });
                    story.log(await(waitFor(stubborn, 1)));
                }))
                .containsExactly("anyway");
    }

    @Test
    void aTimeOutCancelsTheTaskThatIsWaitedFor() {
        assertThat(Story.told(story -> {
                    var task = createTask(story.forever("t"));
                    story.log(outcome(waitFor(task, 1)), task.cancelled());
                }))
                .containsExactly("t cancelled null", "t finally", "AsyncTimeoutException() true");
    }

    @Test
    void cancellingTheCallerCancelsTheThing() {
        assertThat(Story.told(story -> {
                    var task = createTask(story.forever("t"));
                    var caller = createTask(waitFor(task, 10));
                    passes(2);
                    caller.cancel("stop");
                    story.log(outcome(caller), task.cancelled());
                }))
                .containsExactly("t cancelled stop", "t finally", "CancelledError(stop) true");
    }
}

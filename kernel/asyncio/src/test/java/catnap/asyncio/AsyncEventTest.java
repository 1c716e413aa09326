package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsyncEventTest {
    private final AsyncEvent event = new AsyncEvent();

    @Test
    void allWhoWaitWakeEvenIfItIsClearedAtOnce() {
        assertThat(Story.told(story -> {
                    var a = createTask(async(() -> story.log("a", await(event.waitSet()), event.isSet())));
                    var b = createTask(async(() -> story.log("b", await(event.waitSet()), event.isSet())));
                    passes(1);
                    story.log(event);
                    event.set();
                    event.clear();
                    await(gather(a, b));
                }))
                .containsExactly("<AsyncEvent [unset, waiters:2]>", "a true false", "b true false");
    }

    @Test
    void waitingForAnEventThatIsSetDoesNotSuspend() {
        assertThat(Story.told(story -> {
                    createTask(story.worker("tick", 0));
                    event.set();
                    event.set();
                    story.log(await(event.waitSet()), event);
                    passes(1);
                }))
                .containsExactly("true <AsyncEvent [set]>", "tick end");
    }

    @Test
    void thoseWhoWakeGoOnInTheNextPass() {
        assertThat(Story.told(story -> {
                    createTask(async(() -> story.log(await(event.waitSet()))));
                    passes(1);
                    createTask(story.worker("before", 0));
                    event.set();
                    createTask(story.worker("behind", 0));
                    story.log("set");
                    passes(1);
                }))
                .containsExactly("set", "before end", "true", "behind end");
    }

    @Test
    void aCancelledWaiterLeavesTheOthersAlone() {
        assertThat(Story.told(story -> {
                    var a = createTask(event.waitSet());
                    var b = createTask(event.waitSet());
                    passes(1);
                    a.cancel("stop");
                    event.set();
                    story.log(outcome(a), outcome(b), event);
                }))
                .containsExactly("CancelledError(stop) true <AsyncEvent [set]>");
    }

    @Test
    void oneThatIsCancelledAfterItWasWokenIsCancelled() {
        assertThat(Story.told(story -> {
                    var a = createTask(event.waitSet());
                    passes(1);
                    event.set();
                    a.cancel("late");
                    story.log(outcome(a));
                }))
                .containsExactly("CancelledError(late)");
    }
}

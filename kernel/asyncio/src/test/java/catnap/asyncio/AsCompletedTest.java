package catnap.asyncio;

import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.late;
import static catnap.asyncio.Story.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsCompletedTest {
    @Test
    void resultsComeInTheOrderOfTheirEnds() {
        assertThat(Story.told(story -> {
                    for (var next : asCompleted(late("slow", 4), late("fast", 0), late("mid", 2))) {
                        story.log(await(next));
                    }
                }))
                .containsExactly("fast", "mid", "slow");
    }

    @Test
    void asyncForGivesTheTasksThemselves() {
        assertThat(Story.told(story -> {
                    var a = createTask(late("a", 3), "task a");
                    var b = createTask(late("b", 1), "task b");
                    for (var done : each(asCompleted(List.of(a, b)))) {
                        story.log(done == a ? "a" : "b", done.done(), await(done));
                    }
                }))
                .containsExactly("b true b", "a true a");
    }

    @Test
    void anErrorIsThrownByItsOwnTurnAndTheWalkGoesOn() {
        assertThat(Story.told(story -> {
                    for (var next : asCompleted(story.boom("x", 1), late("fine", 3))) story.log(outcome(next));
                }))
                .containsExactly("IllegalArgumentException(x)", "fine");
    }

    @Test
    void whatIsNotDoneInTimeThrowsAndRunsOn() {
        assertThat(Story.told(story -> {
                    var slow = createTask(sleep(10, "slow"));
                    var both = asCompleted(List.of(slow, sleep(1, "quick")), 2);
                    for (var next : both)
                        story.log(outcome(next), getRunningLoop().time());
                    story.log(await(slow));
                }))
                .containsExactly("quick 1.0", "AsyncTimeoutException() 2.0", "slow");
    }

    @Test
    void theTimeLimitEndsAsyncForToo() {
        assertThat(Story.told(story -> story.log(attempt(() -> {
                    for (var done : each(asCompleted(List.of(sleep(5, "a")), Duration.ofSeconds(1)))) {
                        story.log("not reached", done);
                    }
                }))))
                .containsExactly("AsyncTimeoutException()");
    }

    @Test
    void theSameThingTwiceIsOne() {
        assertThat(Story.told(story -> {
                    var task = createTask(late("once", 1));
                    for (var next : asCompleted(task, task)) story.log(await(next));
                    story.log(
                            asCompleted(List.<Awaitable<String>>of()).iterator().hasNext());
                }))
                .containsExactly("once", "false");
    }

    @Test
    void theNextOnesMayBeAwaitedAtOnce() {
        assertThat(Story.told(story -> {
                    var next = asCompleted(late("slow", 4), late("fast", 1)).iterator();
                    story.log(await(gather(next.next(), next.next())));
                    story.log(next.hasNext());
                }))
                .containsExactly("[fast, slow]", "false");
    }
}

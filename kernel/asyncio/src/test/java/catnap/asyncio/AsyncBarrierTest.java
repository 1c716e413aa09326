package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncBarrierTest {
    private final AsyncBarrier barrier = new AsyncBarrier(3);

    private Coroutine<@Nullable Void> party(Story story, String name) {
        return async(() -> story.log(name, await(barrier.waitAll())));
    }

    @Test
    void theLastToArriveGoesOnFirstWithTheHighestNumber() {
        assertThat(Story.told(story -> {
                    await(gather(party(story, "a"), party(story, "b"), party(story, "c")));
                    story.log(barrier.parties(), barrier.nWaiting(), barrier.broken());
                }))
                .containsExactly("c 2", "a 0", "b 1", "3 0 false");
    }

    @Test
    void itServesRoundAfterRound() {
        assertThat(Story.told(story -> {
                    var all = gather(
                            party(story, "a"),
                            party(story, "b"),
                            party(story, "c"),
                            party(story, "d"),
                            party(story, "e"),
                            party(story, "f"));
                    await(all);
                    story.log(barrier);
                }))
                .containsExactly("c 2", "a 0", "b 1", "f 2", "d 0", "e 1", "<AsyncBarrier [filling, waiters:0/3]>");
    }

    @Test
    void abortBreaksItForThoseWhoWaitAndThoseWhoCome() {
        assertThat(Story.told(story -> {
                    var a = createTask(barrier.waitAll());
                    passes(1);
                    story.log(barrier);
                    await(barrier.abort());
                    story.log(outcome(a), barrier.broken(), barrier);
                    story.log(outcome(barrier.waitAll()));
                }))
                .containsExactly(
                        "<AsyncBarrier [filling, waiters:1/3]>",
                        "AsyncBrokenBarrierException(Abort or reset of barrier) true <AsyncBarrier [broken]>",
                        "AsyncBrokenBarrierException(Barrier aborted)");
    }

    @Test
    void resetSendsThoseWhoWaitAwayAndMakesItAsNew() {
        assertThat(Story.told(story -> {
                    var a = createTask(barrier.waitAll());
                    passes(1);
                    await(barrier.reset());
                    var fresh = gather(party(story, "x"), party(story, "y"), party(story, "z"));
                    story.log(outcome(a));
                    await(fresh);
                    await(barrier.abort());
                    await(barrier.reset());
                    story.log(barrier.broken());
                }))
                .containsExactly(
                        "z 2", "AsyncBrokenBarrierException(Abort or reset of barrier)", "x 0", "y 1", "false");
    }

    @Test
    void aCancelledOneIsNotCounted() {
        assertThat(Story.told(story -> {
                    var a = createTask(barrier.waitAll());
                    passes(1);
                    a.cancel("stop");
                    story.log(outcome(a), barrier.nWaiting());
                    await(gather(party(story, "x"), party(story, "y"), party(story, "z")));
                }))
                .containsExactly("CancelledError(stop) 0", "z 2", "x 0", "y 1");
    }

    @Test
    void asyncWithGivesTheNumber() {
        assertThat(Story.told(story -> {
                    var one = new AsyncBarrier(1);
                    asyncWith(one, number -> story.log(number));
                }))
                .containsExactly("0");
    }

    @Test
    void aBarrierForNobodyIsRefused() {
        assertThat(attempt(() -> new AsyncBarrier(0))).isEqualTo("IllegalArgumentException(parties must be >= 1)");
    }
}

package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncSemaphoreTest {
    private static Coroutine<@Nullable Void> holder(Story story, AsyncSemaphore places, String name) {
        return async(() -> {
            try (var _ = await(places.acquire())) {
                story.log(name, "in");
                await(sleep(0));
            }
        });
    }

    @Test
    void placesAreGivenInOrder() {
        assertThat(Story.told(story -> {
                    var places = new AsyncSemaphore(2);
                    await(gather(
                            holder(story, places, "a"),
                            holder(story, places, "b"),
                            holder(story, places, "c"),
                            holder(story, places, "d")));
                    story.log(places.locked(), places);
                }))
                .containsExactly("a in", "b in", "c in", "d in", "false <AsyncSemaphore [unlocked, value:2]>");
    }

    @Test
    void aPlaceIsGivenToTheFirstAtOnce() {
        assertThat(Story.told(story -> {
                    var places = new AsyncSemaphore();
                    await(places.acquire());
                    var first = createTask(holder(story, places, "first"));
                    passes(1);
                    story.log(places);
                    places.release();
                    story.log("locked", places.locked());
                    await(places.acquire());
                    story.log("behind", first.done());
                }))
                .containsExactly("<AsyncSemaphore [locked, waiters:1]>", "locked true", "first in", "behind true");
    }

    @Test
    void aWaiterThatIsCancelledAfterItWasGivenAPlaceGivesItToTheNext() {
        assertThat(Story.told(story -> {
                    var places = new AsyncSemaphore();
                    await(places.acquire());
                    var a = createTask(holder(story, places, "a"));
                    var b = createTask(holder(story, places, "b"));
                    passes(1);
                    places.release();
                    a.cancel("late");
                    story.log(outcome(a));
                    await(b);
                    story.log(places);
                }))
                .containsExactly("b in", "CancelledError(late)", "<AsyncSemaphore [unlocked, value:1]>");
    }

    @Test
    void aCancelledWaiterLosesNoPlace() {
        assertThat(Story.told(story -> {
                    var places = new AsyncSemaphore(0);
                    var a = createTask(holder(story, places, "a"));
                    var b = createTask(holder(story, places, "b"));
                    passes(1);
                    a.cancel("stop");
                    places.release();
                    story.log(outcome(a));
                    await(b);
                    story.log(places);
                }))
                .containsExactly("b in", "CancelledError(stop)", "<AsyncSemaphore [unlocked, value:1]>");
    }

    @Test
    void asyncWithGivesThePlaceBack() {
        assertThat(Story.told(story -> {
                    var places = new AsyncSemaphore();
                    asyncWith(places, () -> story.log(places.locked()));
                    story.log(places.locked());
                }))
                .containsExactly("true", "false");
    }

    @Test
    void aBoundedOneFindsTheReleaseTooMany() {
        assertThat(Story.told(story -> {
                    var places = new AsyncBoundedSemaphore(2);
                    try (var _ = await(places.acquire())) {
                        story.log(places);
                    }
                    story.log(attempt(places::release), places);
                    new AsyncSemaphore().release();
                }))
                .containsExactly(
                        "<AsyncBoundedSemaphore [unlocked, value:1]>",
                        "IllegalStateException(BoundedSemaphore released too many times)"
                                + " <AsyncBoundedSemaphore [unlocked, value:2]>");
    }

    @Test
    void aNegativeNumberOfPlacesIsRefused() {
        assertThat(attempt(() -> new AsyncSemaphore(-1)))
                .isEqualTo("IllegalArgumentException(Semaphore initial value must be >= 0)");
    }
}

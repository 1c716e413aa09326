package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncLockTest {
    private final AsyncLock lock = new AsyncLock();

    private Coroutine<@Nullable Void> holder(Story story, String name) {
        return async(() -> {
            try (var _ = await(lock.acquire())) {
                story.log(name, "in");
                await(sleep(0));
            }
            story.log(name, "out");
        });
    }

    @Test
    void thoseWhoWaitGetItInOrderAndNobodyOvertakes() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(holder(story, "a"));
                    var b = createTask(holder(story, "b"));
                    passes(1);
                    lock.release();
                    story.log("locked", lock.locked());
                    var c = createTask(holder(story, "c"));
                    await(gather(a, b, c));
                }))
                .containsExactly("locked false", "a in", "a out", "b in", "b out", "c in", "c out");
    }

    @Test
    void aFreeLockIsTakenAtOnce() {
        assertThat(Story.told(story -> {
                    createTask(story.worker("tick", 1));
                    var held = await(lock.acquire());
                    story.log(held == lock, lock);
                    lock.close();
                    story.log(lock);
                    passes(2);
                }))
                .containsExactly("true <AsyncLock [locked]>", "<AsyncLock [unlocked]>", "tick 0", "tick end");
    }

    @Test
    void asyncWithReleasesItWhateverHappens() {
        assertThat(Story.told(story -> {
                    String result = asyncWith(lock, () -> "locked " + lock.locked());
                    story.log(result, lock.locked());
                    story.log(attempt(() -> asyncWith(lock, () -> await(story.boom("x", 1)))), lock.locked());
                }))
                .containsExactly("locked true false", "IllegalArgumentException(x) false");
    }

    @Test
    void releasingAFreeLockIsAnError() {
        assertThat(attempt(lock::release)).isEqualTo("IllegalStateException(Lock is not acquired.)");
    }

    @Test
    void aCancelledWaiterLeavesTheQueue() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(holder(story, "a"));
                    var b = createTask(holder(story, "b"));
                    passes(1);
                    story.log(lock);
                    a.cancel("stop");
                    story.log(outcome(a));
                    story.log(lock);
                    lock.release();
                    await(b);
                }))
                .containsExactly(
                        "<AsyncLock [locked, waiters:2]>",
                        "CancelledError(stop)",
                        "<AsyncLock [locked, waiters:1]>",
                        "b in",
                        "b out");
    }

    @Test
    void aWaiterThatIsCancelledAfterItWasWokenPassesTheLockOn() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(holder(story, "a"));
                    var b = createTask(holder(story, "b"));
                    passes(1);
                    lock.release(); // wakes a
                    a.cancel("late");
                    story.log(outcome(a));
                    await(b);
                }))
                .containsExactly("b in", "CancelledError(late)", "b out");
    }

    @Test
    void aReleaseWhileTheFirstWaiterIsBeingCancelledReachesTheSecond() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(holder(story, "a"));
                    var b = createTask(holder(story, "b"));
                    passes(1);
                    a.cancel("first");
                    lock.release(); // a is still first in line and cannot use it
                    story.log(outcome(a));
                    await(b);
                }))
                .containsExactly("b in", "CancelledError(first)", "b out");
    }

    @Test
    void aNewcomerTakesAFreeLockIfAllWhoWaitAreCancelled() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(holder(story, "a"));
                    passes(1);
                    a.cancel();
                    lock.release();
                    createTask(story.worker("tick", 1));
                    await(lock.acquire());
                    story.log("newcomer", outcome(a));
                }))
                .containsExactly("tick 0", "newcomer CancelledError()", "tick end");
    }

    @Test
    void aSecondCancellationWhileTheFirstIsOnItsWayIsNotDeliveredTwice() {
        assertThat(Story.told(story -> {
                    await(lock.acquire());
                    var a = createTask(async(() -> {
                        story.log(outcome(lock.acquire()));
                        await(sleep(0));
                        return "survived";
                    }));
                    passes(1);
                    story.log(a.cancel("one"), a.cancel("two"), a.cancelling());
                    story.log(outcome(a));
                }))
                .containsExactly("true true 2", "CancelledError(one)", "survived");
    }

    @Test
    void aSleeperIsNotCancelledTwiceEither() {
        assertThat(Story.told(story -> {
                    var a = createTask(async(() -> {
                        story.log(outcome(sleep(10)));
                        await(sleep(0));
                        return "survived";
                    }));
                    passes(1);
                    story.log(a.cancel("one"), a.cancel("two"), a.cancelling());
                    story.log(outcome(a));
                }))
                .containsExactly("true true 2", "CancelledError(one)", "survived");
    }

    @Test
    void itBelongsToTheLoopThatFirstWaitedForIt() {
        run(async(() -> {
            await(lock.acquire());
            var waiter = createTask(lock.acquire());
            passes(1);
            waiter.cancel();
        }));
        assertThat(attempt(() -> run(lock.acquire())))
                .isEqualTo("IllegalStateException(<AsyncLock [locked]> is bound to a different event loop)");
    }
}

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

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncConditionTest {
    private final AsyncCondition condition = new AsyncCondition();

    private Coroutine<@Nullable Void> waiter(Story story, String name) {
        return async(() -> {
            try (var _ = await(condition.acquire())) {
                await(condition.waitSignal());
                story.log(name, "woke", condition.locked());
            }
        });
    }

    @Test
    void aSignalWakesAsManyAsItSays() {
        assertThat(Story.told(story -> {
                    var a = createTask(waiter(story, "a"));
                    var b = createTask(waiter(story, "b"));
                    var c = createTask(waiter(story, "c"));
                    passes(1);
                    asyncWith(condition, () -> {
                        condition.signal(2);
                        story.log("signalled", condition);
                    });
                    passes(3);
                    story.log("all");
                    asyncWith(condition, condition::signalAll);
                    await(gather(a, b, c));
                    story.log(attempt(() -> condition.signal()));
                }))
                .containsExactly(
                        "signalled <AsyncCondition [locked, waiters:3]>",
                        "a woke true",
                        "b woke true",
                        "all",
                        "c woke true",
                        "IllegalStateException(cannot notify on un-acquired lock)");
    }

    @Test
    void waitingNeedsTheLock() {
        assertThat(Story.told(story -> {
                    story.log(outcome(condition.waitSignal()));
                    story.log(outcome(condition.waitFor(() -> false)));
                    story.log(outcome(condition.waitFor(() -> true)));
                }))
                .containsExactly(
                        "IllegalStateException(cannot wait on un-acquired lock)",
                        "IllegalStateException(cannot wait on un-acquired lock)",
                        "true");
    }

    @Test
    void waitForAsksAgainAfterEverySignal() {
        assertThat(Story.told(story -> {
                    var stock = new AtomicInteger();
                    var buyer = createTask(async(() -> asyncWith(condition, () -> {
                        await(condition.waitFor(() -> {
                            story.log("stock", stock);
                            return stock.get() >= 2;
                        }));
                        story.log("bought");
                    })));
                    for (int i = 0; i < 2; i++) {
                        passes(1);
                        asyncWith(condition, () -> {
                            stock.incrementAndGet();
                            condition.signal();
                        });
                    }
                    await(buyer);
                }))
                .containsExactly("stock 0", "stock 1", "stock 2", "bought");
    }

    @Test
    void aCancelledWaitTakesTheLockAgainBeforeItThrows() {
        assertThat(Story.told(story -> {
                    var a = createTask(async(() -> asyncWith(condition, () -> {
                        try {
                            await(condition.waitSignal());
                        } catch (CancelledError cancelled) {
                            story.log("a cancelled", condition.locked());
                            throw cancelled;
                        }
                    })));
                    passes(1);
                    await(condition.acquire());
                    a.cancel("stop");
                    passes(3);
                    story.log("released");
                    condition.release();
                    story.log(outcome(a), condition.locked());
                }))
                .containsExactly("released", "a cancelled true", "CancelledError(stop) false");
    }

    @Test
    void ofTwoCancellationsTheLatterIsThrownWhenTheLockIsTakenAgain() {
        assertThat(Story.told(story -> {
                    var a = createTask(async(() -> asyncWith(condition, () -> await(condition.waitSignal()))));
                    passes(1);
                    await(condition.acquire());
                    a.cancel("one");
                    passes(2);
                    a.cancel("two");
                    passes(2);
                    condition.release();
                    story.log(outcome(a), condition.locked());
                }))
                .containsExactly("CancelledError(two) false");
    }

    @Test
    void aSignalSpentOnACancelledTaskGoesToTheNext() {
        assertThat(Story.told(story -> {
                    var a = createTask(waiter(story, "a"));
                    var b = createTask(waiter(story, "b"));
                    passes(1);
                    asyncWith(condition, () -> condition.signal());
                    a.cancel("late");
                    story.log(outcome(a));
                    await(b);
                }))
                .containsExactly("b woke true", "CancelledError(late)");
    }

    @Test
    void twoConditionsMayShareALock() {
        assertThat(Story.told(story -> {
                    var lock = new AsyncLock();
                    var full = new AsyncCondition(lock);
                    var empty = new AsyncCondition(lock);
                    var reader = createTask(async(() -> asyncWith(full, () -> {
                        await(full.waitSignal());
                        story.log("read");
                        empty.signal();
                    })));
                    passes(1);
                    asyncWith(empty, () -> {
                        full.signal();
                        story.log("written", full.locked());
                        await(empty.waitSignal());
                        story.log("emptied");
                    });
                    await(reader);
                }))
                .containsExactly("written true", "read", "emptied");
    }
}

package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitTasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.LoopSnapshot.Entry;
import catnap.asyncio.LoopSnapshot.Kind;
import catnap.asyncio.LoopSnapshot.Timer;
import catnap.asyncio.LoopSnapshot.Wait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopSnapshotTest {
    private final EventLoop loop = new EventLoop(LoopClock.virtual(), null);

    @AfterEach
    void close() {
        loop.setExceptionHandler((_, _) -> {});
        loop.close();
    }

    private Task<@Nullable Void> task(String name, Body body) {
        return loop.createTask(async(body), name);
    }

    private void passes(int count) {
        for (int i = 0; i < count; i++) loop.step();
    }

    private Wait waitOf(Task<?> task) {
        return loop.snapshot().waiting().stream()
                .filter(wait -> wait.task() == task)
                .findFirst()
                .orElseThrow();
    }

    private String wokenBy(Body body) {
        Task<?> task = task("waiter", body);
        passes(3);
        return waitOf(task).wokenBy();
    }

    @Test
    void aLoopWithNothingToDoShowsNothing() {
        assertThat(loop.snapshot()).isEqualTo(new LoopSnapshot(0, Optional.empty(), List.of(), List.of(), List.of()));
    }

    @Test
    void theQueueIsShownInItsOrderWithWhatEachEntryStandsFor() {
        Task<?> first = task("first", () -> await(sleep(0)));
        loop.step();
        loop.callSoon(new Runnable() {
            @Override
            public void run() {}

            @Override
            public String toString() {
                return "feed Tom";
            }
        });
        loop.callSoon(() -> {});
        loop.callSoon(() -> {}).cancel();
        Task<?> second = task("second", () -> {});

        assertThat(loop.snapshot().ready())
                .containsExactly(
                        new Entry(Kind.STEP, "first goes on", Optional.of(first)),
                        new Entry(Kind.CALLBACK, "feed Tom", Optional.empty()),
                        new Entry(Kind.CALLBACK, "a lambda of LoopSnapshotTest", Optional.empty()),
                        new Entry(Kind.CALLBACK, "a cancelled callback", Optional.empty()),
                        new Entry(Kind.STEP, "second begins", Optional.of(second)));
    }

    @Test
    void theWordThatAFutureIsDoneIsAnEntry() {
        Task<?> quick = task("quick", () -> await(sleep(0)));
        Task<?> waiting = task("waiting", () -> await(gather(quick)));
        passes(2);
        assertThat(loop.snapshot().ready())
                .containsExactly(new Entry(Kind.DONE, "its gather hears that quick is done", Optional.of(quick)));
        assertThat(waitOf(waiting).wokenBy()).isEqualTo("what is due already");
    }

    @Test
    void aDoneCallbackIsNamed() {
        Task<?> quick = task("quick", () -> {});
        quick.addDoneCallback(_ -> {});
        loop.step();
        assertThat(loop.snapshot().ready())
                .containsExactly(new Entry(
                        Kind.DONE, "a lambda of LoopSnapshotTest hears that quick is done", Optional.of(quick)));
    }

    @Test
    void timersAreShownSoonestFirstAndCancelledOnesNotAtAll() {
        Task<?> cat = task("cat", () -> await(sleep(2)));
        loop.callLater(3, () -> {});
        loop.callLater(1, () -> {}).cancel();
        loop.callLater(0.5, () -> {});
        loop.step();
        assertThat(loop.snapshot().timers())
                .containsExactly(
                        new Timer(0.5, "a lambda of LoopSnapshotTest", Optional.empty()),
                        new Timer(2, "wakes cat", Optional.of(cat)),
                        new Timer(3, "a lambda of LoopSnapshotTest", Optional.empty()));
    }

    @Test
    void aSleepThatIsOverWakesItsTaskOnePassLater() {
        Task<?> cat = task("cat", () -> await(sleep(1)));
        loop.step();
        loop.callSoon(() -> assertThat(loop.snapshot().ready())
                .as("not due before the clock jumps")
                .isEmpty());
        passes(1);
        loop.callLater(1, loop::stop);
        loop.runForever();
        assertThat(loop.snapshot().ready()).containsExactly(new Entry(Kind.STEP, "cat goes on", Optional.of(cat)));
        assertThat(loop.snapshot().waiting()).as("it does not wait any more").isEmpty();
    }

    @Test
    void whatAnotherThreadHasLeftIsDueToo() {
        AsyncFuture<Integer> answer = loop.runInExecutor(Runnable::run, () -> 7);
        assertThat(loop.snapshot().ready())
                .containsExactly(new Entry(Kind.ANSWER, "the answer of a thread", Optional.of(answer)));
    }

    @Test
    void eachWaitSaysWhatWouldEndIt() {
        AsyncFuture<@Nullable Void> future = loop.createFuture();
        Task<?> slow = task("slow", () -> await(sleep(9)));
        Task<?> slower = task("slower", () -> await(sleep(99)));
        assertThat(wokenBy(() -> await(slow))).isEqualTo("the end of slow");
        assertThat(wokenBy(() -> await(future))).isEqualTo("whoever gives the future its result");
        assertThat(wokenBy(() -> await(gather(slow, slower)))).isEqualTo("the end of slow, slower");
        assertThat(wokenBy(() -> await(shield(slow)))).isEqualTo("the end of slow");
        assertThat(wokenBy(() -> await(waitTasks(Set.of(slow))))).isEqualTo("the end of slow");
        assertThat(wokenBy(() -> await(sleep(5)))).isEqualTo("its timer");
        assertThat(wokenBy(() -> await(new AsyncEvent().waitSet()))).isEqualTo("set() of the event");
    }

    @Test
    void aWaitForALockOrAQueueSaysWhoseWordIsMissing() {
        var lock = new AsyncLock();
        var seats = new AsyncSemaphore(0);
        var condition = new AsyncCondition();
        var full = new AsyncQueue<Integer>(1);
        full.putNowait(1);
        task("holder", () -> {
            await(lock.acquire());
            await(condition.acquire());
        });
        assertThat(wokenBy(() -> await(lock.acquire()))).isEqualTo("release() of the lock");
        assertThat(wokenBy(() -> await(seats.acquire()))).isEqualTo("release() of the semaphore");
        assertThat(wokenBy(() -> await(condition.waitSignal()))).isEqualTo("signal() on the condition");
        assertThat(wokenBy(() -> await(new AsyncQueue<Integer>().get()))).isEqualTo("put() into the queue");
        assertThat(wokenBy(() -> await(full.put(2)))).isEqualTo("get() from the queue");
        assertThat(wokenBy(() -> await(full.join()))).isEqualTo("the last taskDone()");
    }

    @Test
    void aWaitForAThreadSaysSo() {
        var asked = new CountDownLatch(1);
        assertThat(wokenBy(() -> await(getRunningLoop().runInExecutor(null, () -> asked.await()))))
                .isEqualTo("the answer of a thread");
        asked.countDown();
    }

    @Test
    void aGroupThatIsLeftWaitsForItsTasks() {
        var inside = new TaskGroup();
        Task<?> task = task(
                "parent",
                () -> Asyncio.asyncWith(inside, group -> {
                    group.createTask(sleep(1), "child");
                }));
        passes(2);
        Wait wait = waitOf(task);
        assertThat(wait.wokenBy()).isEqualTo("the end of child");
        assertThat(wait.until())
                .extracting(future -> ((Task<?>) future).getName())
                .containsExactly("child");
    }

    @Test
    void tasksThatWaitForEachOtherAreShownWithoutEnd() {
        var tasks = new Task<?>[2];
        tasks[0] = task("one", () -> await(tasks[1]));
        tasks[1] = task("other", () -> await(tasks[0]));
        loop.step();
        assertThat(waitOf(tasks[0]).on()).isEqualTo("task other");
        assertThat(waitOf(tasks[1]).wokenBy()).isEqualTo("the end of one");
    }

    @Test
    void aTaskSeesItselfAsTheCurrentOne() {
        loop.runUntilComplete(async(() -> {
            Story.me().setName("me");
            assertThat(loop.snapshot().current()).contains(Story.me());
        }));
    }

    @Test
    void manyNamesAreCounted() {
        var all = IntStream.range(0, 8)
                .mapToObj(i -> loop.createTask(sleep(1), "t" + i))
                .toList();
        assertThat(wokenBy(() -> await(gather(all)))).isEqualTo("the end of t0, t1, t2, t3, t4 and 3 more");
    }

    @Test
    void theTextHasEverything() {
        task("sleeper", () -> await(sleep(1.5)));
        loop.step();
        task("reporter", () -> {
            task("next", () -> {});
            throw new IllegalStateException(loop.snapshot().format());
        });
        loop.setExceptionHandler((_, _) -> {});
        loop.createTask(async(() -> {}), "last");
        Task<?> reporter = loop.allTasks().stream()
                .filter(task -> task.getName().equals("reporter"))
                .findFirst()
                .orElseThrow();
        loop.step();
        assertThat(reporter.exception()).hasMessage("""
                        at 0.000 s, in a step of reporter
                        ready
                          1. last begins
                          2. next begins
                        timers
                          in 1.500 s: wakes sleeper
                        waiting
                          sleeper: sleep until 1.5; woken by its timer
                        """);
    }

    @Test
    void anotherThreadMayNotLookAtARunningLoop() {
        loop.runUntilComplete(async(() -> {
            var seen = await(Asyncio.toThread(() -> {
                try {
                    return loop.snapshot().toString();
                } catch (IllegalStateException refused) {
                    return "refused";
                }
            }));
            assertThat(seen).isEqualTo("refused");
        }));
    }

    @Test
    void lookingChangesNothing() {
        task("cat", () -> await(sleep(1)));
        loop.step();
        assertThat(loop.snapshot()).isEqualTo(loop.snapshot());
        assertThatThrownBy(() -> loop.snapshot().waiting().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLoopThatRunsIsNotSteppedAndGoesOn() {
        try (var loop = new EventLoop()) {
            var result = loop.runUntilComplete(async(() -> {
                assertThatThrownBy(loop::step).hasMessage("This event loop is already running");
                await(sleep(0));
                await(sleep(0));
                return "went on";
            }));
            assertThat(result).isEqualTo("went on");
        }
    }
}

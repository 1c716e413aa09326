package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncQueueTest {
    @Test
    void aFullQueueHoldsTheProducerBack() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>(1);
                    var producer = async(() -> {
                        for (int i = 0; i < 3; i++) {
                            story.log("put", i);
                            await(queue.put(i));
                        }
                        story.log("producer end");
                    });
                    var consumer = async(() -> {
                        for (int i = 0; i < 3; i++) {
                            story.log("got", await(queue.get()));
                            queue.taskDone();
                        }
                    });
                    await(gather(producer, consumer));
                    await(queue.join());
                    story.log(queue.empty(), queue.qsize());
                }))
                .containsExactly("put 0", "put 1", "got 0", "put 2", "got 1", "producer end", "got 2", "true 0");
    }

    @Test
    void theImpatientMethodsThrowInstead() {
        run(async(() -> {
            var queue = new AsyncQueue<Integer>(1);
            assertThat(attempt(queue::getNowait)).isEqualTo("QueueEmptyException()");
            queue.putNowait(1);
            assertThat(queue.full()).isTrue();
            assertThat(queue.maxsize()).isEqualTo(1);
            assertThat(attempt(() -> queue.putNowait(2))).isEqualTo("QueueFullException()");
            assertThat(queue.getNowait()).isEqualTo(1);
            queue.taskDone();
            assertThat(attempt(queue::taskDone)).isEqualTo("IllegalStateException(task_done() called too many times)");
        }));
    }

    @Test
    void puttingAndGettingDoNotSuspendWhenTheyNeedNot() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<@Nullable String>();
                    createTask(story.worker("tick", 0));
                    await(queue.put("a"));
                    await(queue.put(null));
                    story.log(queue);
                    story.log(await(queue.get()), await(queue.get()));
                    passes(1);
                }))
                .containsExactly("<AsyncQueue maxsize=0 queue=[a, null] tasks=2>", "a null", "tick end");
    }

    @Test
    void gettersAreServedInOrder() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    var a = createTask(async(() -> story.log("a", await(queue.get()))));
                    var b = createTask(async(() -> story.log("b", await(queue.get()))));
                    passes(1);
                    story.log(queue);
                    queue.putNowait(1);
                    queue.putNowait(2);
                    await(gather(a, b));
                }))
                .containsExactly("<AsyncQueue maxsize=0 getters[2]>", "a 1", "b 2");
    }

    @Test
    void aNewcomerThatRunsEarlierTakesTheItemAndTheWokenOneWaitsOn() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    var waiter = createTask(async(() -> story.log("waiter", await(queue.get()))));
                    passes(1);
                    queue.putNowait(1);
                    story.log("newcomer", await(queue.get()));
                    passes(2);
                    queue.putNowait(2);
                    await(waiter);
                }))
                .containsExactly("newcomer 1", "waiter 2");
    }

    @Test
    void aGetterThatIsCancelledAfterItWasWokenWakesTheNext() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    var a = createTask(queue.get());
                    var b = createTask(queue.get());
                    passes(1);
                    queue.putNowait(1);
                    a.cancel("late");
                    story.log(outcome(a), outcome(b));
                }))
                .containsExactly("CancelledError(late) 1");
    }

    @Test
    void aPutterThatIsCancelledAfterItWasWokenWakesTheNext() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>(1);
                    queue.putNowait(0);
                    var a = createTask(queue.put(1));
                    var b = createTask(queue.put(2));
                    passes(1);
                    story.log(queue.getNowait());
                    a.cancel("late");
                    story.log(outcome(a), outcome(b), queue.getNowait());
                }))
                .containsExactly("0", "CancelledError(late) null 2");
    }

    @Test
    void aCancelledGetterTakesNoItem() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    var a = createTask(queue.get());
                    passes(1);
                    a.cancel("stop");
                    queue.putNowait(1);
                    story.log(outcome(a), queue.getNowait());
                }))
                .containsExactly("CancelledError(stop) 1");
    }

    @Test
    void joinWaitsUntilEveryItemIsDone() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    await(queue.join());
                    queue.putNowait(1);
                    queue.putNowait(2);
                    var joined = createTask(async(() -> {
                        await(queue.join());
                        story.log("joined");
                    }));
                    for (int i = 0; i < 2; i++) {
                        story.log("got", await(queue.get()));
                        passes(2);
                        queue.taskDone();
                    }
                    await(joined);
                }))
                .containsExactly("got 1", "got 2", "joined");
    }

    @Test
    void aQueueThatIsShutDownCanBeEmptiedButNotFilled() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    queue.putNowait(1);
                    queue.shutdown();
                    story.log(queue, outcome(queue.put(2)), attempt(() -> queue.putNowait(2)));
                    story.log(await(queue.get()), outcome(queue.get()), attempt(queue::getNowait));
                }))
                .containsExactly(
                        "<AsyncQueue maxsize=0 queue=[1] tasks=1 shutdown> QueueShutDownException()"
                                + " QueueShutDownException()",
                        "1 QueueShutDownException() QueueShutDownException()");
    }

    @Test
    void shuttingDownWakesEverybody() {
        assertThat(Story.told(story -> {
                    var empty = new AsyncQueue<Integer>();
                    var getter = createTask(empty.get());
                    var full = new AsyncQueue<Integer>(1);
                    full.putNowait(1);
                    var putter = createTask(full.put(2));
                    passes(1);
                    empty.shutdown();
                    full.shutdown();
                    story.log(outcome(getter), outcome(putter), full.getNowait());
                }))
                .containsExactly("QueueShutDownException() QueueShutDownException() 1");
    }

    @Test
    void anImmediateShutdownThrowsTheItemsAwayAndCountsThemAsDone() {
        assertThat(Story.told(story -> {
                    var queue = new AsyncQueue<Integer>();
                    queue.putNowait(1);
                    queue.putNowait(2);
                    var joined = createTask(queue.join());
                    passes(1);
                    queue.shutdown(true);
                    story.log(outcome(joined), outcome(queue.get()), queue.qsize());
                }))
                .containsExactly("null QueueShutDownException() 0");
    }

    @Test
    void eachKindHasItsOrder() {
        assertThat(drained(new AsyncQueue<>())).containsExactly(2, 1, 3);
        assertThat(drained(new AsyncLifoQueue<>())).containsExactly(3, 1, 2);
        assertThat(drained(new AsyncPriorityQueue<>())).containsExactly(1, 2, 3);
        assertThat(drained(new AsyncPriorityQueue<>(5, Comparator.reverseOrder())))
                .containsExactly(3, 2, 1);
    }

    @Test
    void equalPrioritiesKeepTheirOrder() {
        var queue = new AsyncPriorityQueue<String>(Comparator.comparingInt(String::length));
        for (String word : List.of("ccc", "aa", "bb", "ab", "x")) queue.putNowait(word);
        assertThat(queue.toString()).startsWith("<AsyncPriorityQueue maxsize=0 queue=[x, ");
        var got = new ArrayList<String>();
        while (!queue.empty()) got.add(queue.getNowait());
        assertThat(got).containsExactly("x", "aa", "bb", "ab", "ccc");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        var queue = new AsyncPriorityQueue<Object>();
        queue.putNowait(1);
        assertThat(attempt(() -> queue.putNowait("one"))).startsWith("ClassCastException");
        assertThat(queue.qsize()).isEqualTo(1);
    }

    @Test
    void aClassOfOnesOwnMayKeepItemsInAnotherOrder() {
        var queue = new Shuffled();
        for (int i = 0; i < 20; i++) queue.putNowait(i);
        var got = new ArrayList<Integer>();
        while (!queue.empty()) got.add(queue.getNowait());
        assertThat(got)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .isNotEqualTo(got.stream().sorted().toList());
    }

    private static List<Integer> drained(AsyncQueue<Integer> queue) {
        for (int i : List.of(2, 1, 3)) queue.putNowait(i);
        return List.of(queue.getNowait(), queue.getNowait(), queue.getNowait());
    }

    private static final class Shuffled extends AsyncQueue<Integer> {
        private final List<Integer> bag = new ArrayList<>();
        private final Random random = new Random(1);

        @Override
        protected void store(Integer item) {
            bag.add(item);
        }

        @Override
        protected Integer take() {
            Collections.swap(bag, random.nextInt(bag.size()), bag.size() - 1);
            return bag.removeLast();
        }

        @Override
        protected Collection<?> items() {
            return bag;
        }
    }
}

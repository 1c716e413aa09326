package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CircularWaitTest {
    /// So many tasks, each of which waits for the next, and the last for the first.
    private static List<Task<String>> circle(
            Story story, int size, Function<Task<String>, ? extends Awaitable<?>> waiting) {
        var tasks = new ArrayList<Task<String>>();
        for (int i = 0; i < size; i++) {
            int next = (i + 1) % size;
            String name = "task " + i;
            tasks.add(createTask(
                    async(() -> {
                        try {
                            await(waiting.apply(tasks.get(next)));
                        } finally {
                            story.log(name, "ends");
                        }
                        return name;
                    }),
                    name));
        }
        return tasks;
    }

    @Test
    void cancellingOneUndoesTheCircle() {
        assertThat(Story.told(story -> {
                    var tasks = circle(story, 3, next -> next);
                    passes(1);
                    tasks.get(1).cancel("stop");
                    story.log(outcome(tasks.get(1)), tasks.get(1).cancelling());
                    story.log(outcome(tasks.get(0)), outcome(tasks.get(2)));
                }))
                .containsExactly(
                        "task 1 ends",
                        "task 0 ends",
                        "CancelledError() 1", // the message went to task 0, which waited first
                        "task 2 ends",
                        "CancelledError(stop) CancelledError()");
    }

    @Test
    void theEndOfTheLoopUndoesIt() {
        assertThat(Story.told(story -> {
                    circle(story, 2, next -> next);
                    passes(1);
                }))
                .containsExactlyInAnyOrder("task 0 ends", "task 1 ends");
    }

    @Test
    void aCircleThroughShieldsOrGathersIsUndoneToo() {
        assertThat(Story.told(story -> {
                    circle(story, 2, next -> shield(next));
                    circle(story, 2, next -> gather(next));
                    passes(2);
                }))
                .filteredOn(line -> line.endsWith("ends"))
                .hasSize(4);
    }

    @Test
    void aTaskInACircleCanBePrinted() {
        assertThat(Story.told(story -> {
                    var tasks = circle(story, 2, next -> next);
                    passes(1);
                    story.log(tasks.getFirst());
                }))
                .startsWith("<Task pending name='task 0' wait_for=<Task pending name='task 1'>>");
    }
}

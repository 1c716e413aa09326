package catnap.asyncio;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitTasks;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTasksTest {
    @Test
    void itReturnsWhenTheFirstIsDone() {
        assertThat(Story.told(story -> {
                    var a = createTask(story.worker("a", 1), "a");
                    var b = createTask(story.worker("b", 3), "b");
                    var first = await(waitTasks(List.of(b, a), ReturnWhen.FIRST_COMPLETED));
                    story.log(names(first.done()), names(first.pending()));
                    var all = await(waitTasks(List.of(b, a)));
                    story.log(names(all.done()), names(all.pending()));
                }))
                .containsExactly("a 0", "b 0", "a end", "b 1", "b 2", "[a] [b]", "b end", "[b, a] []");
    }

    @Test
    void itReturnsWhenTheFirstFailsAndACancelledOneDoesNotCount() {
        assertThat(Story.told(story -> {
                    var cancelled = createTask(story.forever("c"), "c");
                    var failing = createTask(story.boom("x", 3), "x");
                    var slow = createTask(story.forever("s"), "s");
                    passes(1);
                    cancelled.cancel();
                    var waited = await(waitTasks(List.of(cancelled, failing, slow), ReturnWhen.FIRST_EXCEPTION));
                    story.log(names(waited.done()), names(waited.pending()), show(failing.exception()));
                    story.log("slow was cancelled:", slow.cancelling());
                }))
                .containsExactly(
                        "c cancelled null",
                        "c finally",
                        "[c, x] [s] IllegalArgumentException(x)",
                        "slow was cancelled: 0",
                        "s cancelled null",
                        "s finally");
    }

    @Test
    void withoutAFailureFirstExceptionWaitsForAll() {
        assertThat(Story.told(story -> {
                    var a = createTask(story.worker("a", 0), "a");
                    var b = createTask(story.worker("b", 2), "b");
                    var waited = await(waitTasks(List.of(a, b), ReturnWhen.FIRST_EXCEPTION));
                    story.log(names(waited.done()), names(waited.pending()));
                }))
                .containsExactly("a end", "b 0", "b 1", "b end", "[a, b] []");
    }

    @Test
    void aTimeOutIsNoErrorAndCancelsNobody() {
        assertThat(Story.told(story -> {
                    var task = createTask(sleep(10, "slept"), "t");
                    var waited = await(waitTasks(List.of(task), 1));
                    story.log(names(waited.done()), names(waited.pending()), task.cancelling());
                    story.log(getRunningLoop().time(), await(task));
                }))
                .containsExactly("[] [t] 0", "1.0 slept");
    }

    @Test
    void beingCancelledCancelsNobody() {
        assertThat(Story.told(story -> {
                    var inner = createTask(sleep(10, "slept"), "t");
                    var waiter = createTask(waitTasks(List.of(inner), 5), "waiter");
                    passes(1);
                    waiter.cancel("enough");
                    story.log(Story.outcome(waiter), inner.cancelling(), await(inner));
                }))
                .containsExactly("CancelledError(enough) 0 slept");
    }

    @Test
    void whatIsDoneAlreadyTakesTwoPasses() {
        assertThat(Story.told(story -> {
                    var task = createTask(story.worker("a", 0));
                    await(task);
                    createTask(story.worker("tick", 3));
                    story.log(await(waitTasks(List.of(task))).done().size());
                }))
                .containsExactly("a end", "tick 0", "tick 1", "1", "tick 2");
    }

    @Test
    void nothingToWaitForIsAnError() {
        assertThat(Story.told(story -> story.log(attempt(() -> await(waitTasks(List.<Task<?>>of()))))))
                .containsExactly("IllegalArgumentException(Set of Tasks/Futures is empty.)");
    }

    private static List<String> names(Iterable<Task<String>> tasks) {
        var names = new ArrayList<String>();
        for (Task<String> task : tasks) names.add(task.getName());
        return names;
    }
}

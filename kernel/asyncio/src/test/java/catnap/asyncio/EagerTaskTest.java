package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.me;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EagerTaskTest {
    private static List<String> eagerly(BodyWith<Story> body) {
        return Story.told(story -> {
            getRunningLoop().setTaskFactory(Asyncio::eagerTaskFactory);
            body.run(story);
        });
    }

    @Test
    void theFirstStepRunsInsideCreateTask() {
        assertThat(eagerly(story -> {
                    var a = createTask(story.worker("a", 1));
                    story.log("made a", a.done());
                    var b = createTask(story.worker("b", 0));
                    story.log("made b", b.done());
                    passes(1);
                    story.log("main");
                    await(a);
                }))
                .containsExactly("a 0", "made a false", "b end", "made b true", "a end", "main");
    }

    @Test
    void insideItTheTaskIsCurrentAndAfterwardsItsMakerIs() {
        assertThat(eagerly(story -> {
                    var maker = me();
                    var task = createTask(async(() -> {
                        story.log("inner", me() == maker, Asyncio.allTasks().size());
                        await(sleep(0));
                        story.log("inner", me() == maker);
                    }));
                    story.log("back", me() == maker, Asyncio.allTasks().size());
                    await(task);
                    story.log(Asyncio.allTasks().size());
                }))
                .containsExactly("inner false 2", "back true 2", "inner false", "1");
    }

    @Test
    void anErrorInTheFirstStepIsTheTasks() {
        assertThat(eagerly(story -> {
                    var task = createTask(story.boom("x", 0));
                    story.log("made", task.done(), show(task.exception()));
                }))
                .containsExactly("made true IllegalArgumentException(x)");
    }

    @Test
    void callbacksOfATaskThatIsDoneGoThroughTheQueue() {
        assertThat(eagerly(story -> {
                    createTask(story.worker("a", 0)).addDoneCallback((Task<String> _) -> story.log("callback"));
                    story.log("added");
                    passes(1);
                    story.log("end");
                }))
                .containsExactly("a end", "added", "callback", "end");
    }

    @Test
    void aGatherOfTasksThatDoNotWaitIsDoneAtOnce() {
        assertThat(eagerly(story -> {
                    var quick = gather(story.worker("a", 0), story.worker("b", 0));
                    story.log(quick.done(), await(quick));
                    var slow = gather(story.worker("c", 1), story.worker("d", 0));
                    story.log(slow.done(), await(slow));
                }))
                .containsExactly("a end", "b end", "true [a, b]", "c 0", "d end", "c end", "false [c, d]");
    }

    @Test
    void aTaskGroupLearnsOfAFailureInTheNextPass() {
        assertThat(eagerly(story -> story.log(attempt(() -> asyncWith(new TaskGroup(), group -> {
                    group.createTask(story.boom("x", 0));
                    story.log("body goes on", me().cancelling());
                    group.createTask(story.worker("u", 1));
                    passes(3);
                    story.log("not reached");
                })))))
                .containsExactly(
                        "body goes on 0", "u 0", "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception))");
    }

    @Test
    void anEagerTaskMayStartAnother() {
        assertThat(eagerly(story -> {
                    var task = createTask(async(() -> {
                        story.log("outer");
                        var inner = createTask(story.worker("inner", 1));
                        story.log("outer 2");
                        await(inner);
                        story.log("outer 3");
                    }));
                    story.log("main");
                    await(task);
                }))
                .containsExactly("outer", "inner 0", "outer 2", "main", "inner end", "outer 3");
    }

    @Test
    void aCallbackMayStartOne() {
        assertThat(eagerly(story -> {
                    getRunningLoop().callSoon(() -> {
                        var task = createTask(story.worker("a", 1));
                        story.log("callback", task.done(), currentTask());
                    });
                    passes(1);
                    story.log("main");
                    passes(2);
                }))
                .containsExactly("a 0", "callback false null", "main", "a end");
    }

    @Test
    void theBodyOfAnAsyncGeneratorMayStartOneAndGoOn() {
        assertThat(eagerly(story -> {
                    AsyncGenerator<String> numbers = asyncGenerator(g -> {
                        var task = createTask(story.worker("a", 1));
                        g.yield("one");
                        g.yield(await(task));
                    });
                    for (String value : each(numbers)) story.log(value);
                }))
                .containsExactly("a 0", "one", "a end", "a");
    }

    @Test
    void whatItSetsInItsContextStaysThere() {
        var variable = new ContextVar<>("variable", "none");
        assertThat(eagerly(story -> {
                    variable.set("main");
                    var task = createTask(async(() -> {
                        story.log(variable.get());
                        variable.set("child");
                        await(sleep(0));
                        story.log(variable.get());
                    }));
                    story.log(variable.get());
                    await(task);
                    story.log(variable.get());
                }))
                .containsExactly("main", "main", "child", "main");
    }

    @Test
    void aTaskThatCancelsItselfAndReturnsIsCancelled() {
        assertThat(eagerly(story -> {
                    var task = createTask(async(() -> {
                        me().cancel("self");
                        return 1;
                    }));
                    story.log(task.cancelled(), outcome(task));
                }))
                .containsExactly("true CancelledError(self)");
    }

    @Test
    void whereNoLoopRunsATaskWaitsForItsTurn() {
        try (var loop = new EventLoop()) {
            loop.setTaskFactory(Asyncio::eagerTaskFactory);
            var task = loop.createTask(Story.late("late", 0));
            assertThat(task.done()).isFalse();
            assertThat(loop.runUntilComplete(task)).isEqualTo("late");
        }
    }

    @Test
    void aFactoryOfOnesOwnMayWrapTheCoroutine() {
        assertThat(Story.told(story -> {
                    getRunningLoop().setTaskFactory(new Counting(story));
                    story.log(await(createTask(story.worker("w", 0), "named")));
                    getRunningLoop().setTaskFactory(null);
                    story.log(await(createTask(story.worker("v", 0))));
                }))
                .containsExactly("make named", "begin", "w end", "w", "v end", "v");
    }

    private record Counting(Story story) implements TaskFactory {
        @Override
        public <T extends @Nullable Object> Task<T> make(
                EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
            story.log("make", name);
            Coroutine<T> wrapped = async(() -> {
                story.log("begin");
                return await(coroutine);
            });
            return Task.of(loop, wrapped, name, context, false);
        }
    }
}

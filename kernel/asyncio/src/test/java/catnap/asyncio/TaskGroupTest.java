package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.me;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
    @Test
    void leavingTheBodyWaitsForAllTasks() {
        assertThat(Story.told(story -> {
                    var tasks = new ArrayList<Task<String>>();
                    asyncWith(new TaskGroup(), group -> {
                        tasks.add(group.createTask(story.worker("a", 1)));
                        tasks.add(group.createTask(story.worker("b", 2), "named"));
                        story.log("body end");
                    });
                    story.log(
                            tasks.get(0).result(),
                            tasks.get(1).result(),
                            tasks.get(1).getName());
                }))
                .containsExactly("body end", "a 0", "b 0", "a end", "b 1", "b end", "a b named");
    }

    @Test
    void tasksMayAddTasksWhileTheGroupIsLeft() {
        assertThat(Story.told(story -> {
                    asyncWith(new TaskGroup(), group -> {
                        group.createTask(async(() -> {
                            await(sleep(1));
                            group.createTask(story.worker("grandchild", 1));
                        }));
                    });
                    story.log("left");
                }))
                .containsExactly("grandchild 0", "grandchild end", "left");
    }

    @Test
    void theFirstFailureCancelsTheOthersAndTheBody() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(new TaskGroup(), group -> {
                            group.createTask(story.forever("f"));
                            group.createTask(story.boom("x", 1));
                            group.createTask(story.boom("y", 1));
                            try {
                                await(sleep(10));
                            } catch (CancelledError cancelled) {
                                story.log("body cancelled", me().cancelling());
                                throw cancelled;
                            }
                        });
                    } catch (ExceptionGroup group) {
                        story.log(group.message());
                        for (Throwable each : group.exceptions()) story.log(show(each));
                    }
                    story.log(me().cancelling());
                }))
                .containsExactly(
                        "f cancelled null",
                        "f finally",
                        "body cancelled 1",
                        "unhandled errors in a TaskGroup",
                        "IllegalArgumentException(x)",
                        "IllegalArgumentException(y)",
                        "0");
    }

    @Test
    void aFailureWhileTheGroupIsLeftDoesNotTouchTheParent() {
        assertThat(Story.told(story -> {
                    story.log(attempt(() -> asyncWith(new TaskGroup(), group -> {
                        group.createTask(story.boom("x", 2));
                        group.createTask(story.forever("f"));
                    })));
                    story.log(me().cancelling());
                    await(sleep(0));
                }))
                .containsExactly(
                        "f cancelled null",
                        "f finally",
                        "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception))",
                        "0");
    }

    @Test
    void theBodysErrorIsInTheGroupToo() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(new TaskGroup(), group -> {
                            group.createTask(story.forever("f"));
                            passes(1);
                            throw new IllegalStateException("body");
                        });
                    } catch (ExceptionGroup group) {
                        story.log(group.exceptions(), group.getSuppressed().length);
                    }
                }))
                .containsExactly("f cancelled null", "f finally", "[java.lang.IllegalStateException: body] 1");
    }

    @Test
    void anErrorOfTheJvmIsAFailureLikeAnyOther() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(new TaskGroup(), group -> {
                            group.createTask(async(() -> {
                                throw new AssertionError("not so");
                            }));
                        });
                    } catch (ExceptionGroup group) {
                        story.log(group.exceptions());
                    }
                }))
                .containsExactly("[java.lang.AssertionError: not so]");
    }

    @Test
    void cancellingTheParentCancelsTheTasksAndGoesOn() {
        assertThat(Story.told(story -> {
                    var parent = createTask(async(() -> asyncWith(new TaskGroup(), group -> {
                        group.createTask(story.forever("f"));
                        await(sleep(10));
                    })));
                    passes(2);
                    parent.cancel("p");
                    story.log(outcome(parent), parent.cancelled());
                }))
                .containsExactly("f cancelled null", "f finally", "CancelledError(p) true");
    }

    @Test
    void cancellingTheParentWhileItWaitsForTheTasksCancelsThem() {
        assertThat(Story.told(story -> {
                    var parent = createTask(async(() -> asyncWith(new TaskGroup(), group -> {
                        group.createTask(story.forever("f"));
                    })));
                    passes(2);
                    parent.cancel("p");
                    story.log(outcome(parent));
                }))
                .containsExactly("f cancelled null", "f finally", "CancelledError(p)");
    }

    @Test
    void aCancellationFromOutsideIsNotLostBehindAFailure() {
        assertThat(Story.told(story -> {
                    var parent = createTask(async(() -> {
                        story.log(attempt(() -> asyncWith(new TaskGroup(), group -> {
                            group.createTask(async(() -> {
                                try {
                                    await(sleep(10));
                                } finally {
                                    fail();
                                }
                            }));
                        })));
                        story.log("cancelling", me().cancelling());
                        await(sleep(0));
                        story.log("not reached");
                    }));
                    passes(2);
                    parent.cancel("p");
                    story.log(outcome(parent));
                }))
                .containsExactly(
                        "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception))",
                        "cancelling 1",
                        "CancelledError()");
    }

    private static void fail() {
        throw new IllegalArgumentException("clean-up");
    }

    @Test
    void aCancelledTaskIsNoFailure() {
        assertThat(Story.told(story -> asyncWith(new TaskGroup(), group -> {
                    var child = group.createTask(story.forever("c"));
                    passes(1);
                    child.cancel();
                })))
                .containsExactly("c cancelled null", "c finally");
    }

    @Test
    void aGroupRefusesTasksBeforeItIsEnteredAndAfterItIsLeft() {
        assertThat(Story.told(story -> {
                    var group = new TaskGroup();
                    story.log(attempt(() -> group.createTask(story.worker("x", 1))));
                    asyncWith(group, () -> {});
                    story.log(attempt(() -> group.createTask(story.worker("x", 1))));
                    story.log(attempt(() -> asyncWith(group, () -> {})));
                }))
                .containsExactly(
                        "IllegalStateException(TaskGroup <TaskGroup> has not been entered)",
                        "IllegalStateException(TaskGroup <TaskGroup entered> is finished)",
                        "IllegalStateException(TaskGroup <TaskGroup entered> has already been entered)");
    }

    @Test
    void aGroupThatShutsDownRefusesTasks() {
        assertThat(Story.told(story -> story.log(attempt(() -> asyncWith(new TaskGroup(), group -> {
                    group.createTask(story.boom("x", 0));
                    try {
                        await(sleep(10));
                    } finally {
                        story.log(attempt(() -> group.createTask(story.worker("late", 1))));
                    }
                })))))
                .containsExactly(
                        "IllegalStateException(TaskGroup <TaskGroup errors=1 cancelling> is shutting down)",
                        "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception))");
    }

    @Test
    void aGroupBelongsInsideATask() {
        assertThatThrownBy(() -> new TaskGroup().aenter().run())
                .hasMessage("no running event loop: TaskGroup needs one; call it inside run(...)");
        var error = new AtomicReference<String>();
        run(async(() -> {
            Asyncio.getRunningLoop()
                    .callSoon(() ->
                            error.set(attempt(() -> new TaskGroup().aenter().run())));
            await(sleep(0));
        }));
        assertThat(error.get())
                .isEqualTo("IllegalStateException(TaskGroup <TaskGroup> cannot determine the parent task)");
    }
}

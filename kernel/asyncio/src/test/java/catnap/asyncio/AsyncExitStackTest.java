package catnap.asyncio;

import static catnap.asyncio.Asyncio.aclosing;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncContextManager;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.nullContext;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncExitStackTest {
    /// Logs its comings and goings, and does what it is told with an error.
    private record Manager(Story story, String name, Answer answer) implements AsyncContextManager<String> {
        private enum Answer {
            LET_GO_ON,
            SWALLOW,
            REPLACE
        }

        Manager(Story story, String name) {
            this(story, name, Answer.LET_GO_ON);
        }

        @Override
        public Coroutine<String> aenter() {
            return async(() -> {
                await(sleep(0));
                story.log("enter", name);
                return name;
            });
        }

        @Override
        public Coroutine<@Nullable Boolean> aexit(@Nullable Throwable error) {
            return async(() -> {
                await(sleep(0));
                story.log("leave", name, show(error));
                if (answer == Answer.REPLACE) throw new IllegalStateException(name);
                return answer == Answer.SWALLOW;
            });
        }
    }

    @Test
    void everythingIsLeftInReverse() {
        assertThat(Story.told(story -> asyncWith(new AsyncExitStack(), stack -> {
                    story.log(await(stack.enterAsyncContext(new Manager(story, "a"))));
                    stack.callback(() -> story.log("callback"));
                    stack.pushAsyncCallback(() -> story.worker("coroutine", 1));
                    stack.pushAsyncExit(new Manager(story, "b"));
                    AutoCloseable resource = () -> story.log("close");
                    story.log(stack.enterContext(resource) == resource, stack);
                })))
                .containsExactly(
                        "enter a",
                        "a",
                        "true <AsyncExitStack of 5>",
                        "close",
                        "leave b none",
                        "coroutine 0",
                        "coroutine end",
                        "callback",
                        "leave a none");
    }

    @Test
    void anErrorMayBeSwallowedForThoseFurtherOut() {
        assertThat(Story.told(story -> {
                    story.log(attempt(() -> asyncWith(new AsyncExitStack(), stack -> {
                        stack.pushAsyncExit(new Manager(story, "outer"));
                        stack.pushAsyncExit(new Manager(story, "middle", Manager.Answer.SWALLOW));
                        stack.pushAsyncExit(new Manager(story, "inner"));
                        throw new IllegalArgumentException("x");
                    })));
                }))
                .containsExactly(
                        "leave inner IllegalArgumentException(x)",
                        "leave middle IllegalArgumentException(x)",
                        "leave outer none",
                        "fine");
    }

    @Test
    void anErrorOnLeavingTakesTheOthersPlaceAndTheRestIsLeftAllTheSame() {
        assertThat(Story.told(story -> {
                    try {
                        asyncWith(new AsyncExitStack(), stack -> {
                            stack.pushAsyncExit(new Manager(story, "outer"));
                            stack.pushAsyncExit(new Manager(story, "inner", Manager.Answer.REPLACE));
                            throw new IllegalArgumentException("x");
                        });
                    } catch (IllegalStateException error) {
                        story.log(show(error), show(error.getSuppressed()[0]));
                    }
                }))
                .containsExactly(
                        "leave inner IllegalArgumentException(x)",
                        "leave outer IllegalStateException(inner)",
                        "IllegalStateException(inner) IllegalArgumentException(x)");
    }

    @Test
    void anErrorOfClosingComesOut() {
        assertThat(Story.told(story -> {
                    var stack = new AsyncExitStack();
                    stack.callback(() -> story.log("first in, last out"));
                    stack.callback(() -> {
                        throw new IOException("disk");
                    });
                    story.log(attempt(() -> await(stack.aclose())));
                }))
                .containsExactly("first in, last out", "IOException(disk)");
    }

    @Test
    void popAllMovesEverythingToAnotherStack() {
        assertThat(Story.told(story -> {
                    var kept = asyncWith(new AsyncExitStack(), stack -> {
                        stack.callback(() -> story.log("closed"));
                        return stack.popAll();
                    });
                    story.log("left");
                    if (kept != null) await(kept.aclose());
                }))
                .containsExactly("left", "closed");
    }

    @Test
    void aManagerMayBeWrittenAsAGenerator() {
        assertThat(Story.told(story -> {
                    AsyncContextManager<String> manager = asyncContextManager(g -> {
                        story.log("enter");
                        await(sleep(0));
                        try {
                            g.yield("value");
                        } finally {
                            await(sleep(0));
                            story.log("leave");
                        }
                    });
                    asyncWith(manager, value -> story.log(value));
                }))
                .containsExactly("enter", "value", "leave");
    }

    @Test
    void theGeneratorsYieldThrowsWhatTheBodyThrows() {
        assertThat(Story.told(story -> {
                    AsyncContextManager<Integer> swallowing = asyncContextManager(g -> {
                        try {
                            g.yield(1);
                        } catch (IllegalArgumentException error) {
                            story.log("swallows", show(error));
                        }
                    });
                    asyncWith(swallowing, () -> await(story.boom("x", 1)));
                    AsyncContextManager<Integer> plain = asyncContextManager(g -> g.yield(1));
                    story.log(attempt(() -> asyncWith(plain, () -> await(story.boom("y", 1)))));
                    AsyncContextManager<Integer> other = asyncContextManager(g -> g.yield(1));
                    story.log(attempt(() -> asyncWith(other, () -> {
                        throw new StopAsyncIteration("own");
                    })));
                }))
                .containsExactly(
                        "swallows IllegalArgumentException(x)",
                        "IllegalArgumentException(y)",
                        "StopAsyncIteration(own)");
    }

    @Test
    void aGeneratedManagerYieldsExactlyOnce() {
        assertThat(Story.told(story -> {
                    AsyncContextManager<Integer> never = asyncContextManager(_ -> {});
                    story.log(attempt(() -> asyncWith(never, () -> {})));
                    AsyncContextManager<Integer> twice = asyncContextManager(g -> {
                        g.yield(1);
                        g.yield(2);
                    });
                    story.log(attempt(() -> asyncWith(twice, () -> {})));
                    AsyncContextManager<Integer> stubborn = asyncContextManager(g -> {
                        try {
                            g.yield(1);
                        } catch (IllegalArgumentException _) {
                            g.yield(2);
                        }
                    });
                    story.log(attempt(() -> asyncWith(stubborn, () -> await(story.boom("x", 0)))));
                }))
                .containsExactly(
                        "IllegalStateException(generator didn't yield)",
                        "IllegalStateException(generator didn't stop)",
                        "IllegalStateException(generator didn't stop after athrow())");
    }

    @Test
    void aclosingEndsAGeneratorThatIsLeftInTheMiddle() {
        assertThat(Story.told(story -> {
                    AsyncGenerator<Integer> numbers = asyncGenerator(g -> {
                        try {
                            for (int i = 0; i < 9; i++) g.yield(i);
                        } finally {
                            await(sleep(0));
                            story.log("finally");
                        }
                    });
                    asyncWith(aclosing(numbers), all -> {
                        for (int number : each(all)) {
                            story.log(number);
                            if (number == 1) break;
                        }
                    });
                    story.log("left");
                }))
                .containsExactly("0", "1", "finally", "left");
    }

    @Test
    void aManagerOfNothingGivesWhatItWasGiven() {
        assertThat(Story.told(story -> asyncWith(nullContext("given"), given -> story.log(given))))
                .containsExactly("given");
    }
}

package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.copyContext;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.ContextVar;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Runner;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final ContextVar<String> USER = new ContextVar<>("user", "nobody");
    private static final ContextVar<String> BARE = new ContextVar<>("bare");

    @Test
    void eachTaskHasAValueOfItsOwn() {
        Virtually.run(() -> {
            USER.set("main");
            assertThat(await(gather(IntStream.range(0, 10)
                            .mapToObj(i -> remembering("user " + i))
                            .toList())))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> "user " + i).toList());
            assertThat(USER.get()).isEqualTo("main");
        });
    }

    private static Coroutine<String> remembering(String user) {
        return async(() -> {
            assertThat(USER.get()).isEqualTo("main");
            USER.set(user);
            await(sleep(1));
            return USER.get();
        });
    }

    @Test
    void aTaskSeesWhatWasSetWhenItWasMade() {
        Virtually.run(() -> {
            USER.set("before");
            Coroutine<String> asking = async(() -> USER.get());
            var task = createTask(asking);
            USER.set("after");
            assertThat(await(task)).isEqualTo("before");
        });
    }

    @Test
    void anAwaitedCoroutineSharesTheContextOfItsCaller() {
        Virtually.run(() -> {
            await(async(() -> {
                USER.set("callee");
            }));
            assertThat(USER.get()).isEqualTo("callee");
        });
    }

    @Test
    void toThreadTakesTheContextAlongAndRunInExecutorDoesNot() {
        Virtually.run(() -> {
            USER.set("task");
            assertThat(await(toThread(() -> USER.get()))).isEqualTo("task");
            assertThat(await(getRunningLoop().runInExecutor(null, () -> USER.get())))
                    .isEqualTo("nobody");
        });
    }

    @Test
    void whatAThreadSetsIsLost() {
        Virtually.run(() -> {
            USER.set("task");
            await(toThread(() -> USER.set("thread")));
            assertThat(USER.get()).isEqualTo("task");
            assertThat(await(getRunningLoop().runInExecutor(null, () -> USER.get())))
                    .isEqualTo("nobody");
        });
    }

    @Test
    void aTokenPutsTheOldValueBack() {
        Virtually.run(() -> {
            try (var token = USER.set("inside")) {
                assertThat(USER.get()).isEqualTo("inside");
                assertThat(token.oldValue()).isEmpty();
            }
            assertThat(USER.get()).isEqualTo("nobody");
        });
    }

    @Test
    void aVariableWithoutValueOrDefaultSaysItsName() {
        assertThatThrownBy(BARE::get)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("context variable 'bare' has no value here and no default");
        assertThat(BARE.getOrDefault("given")).isEqualTo("given");
    }

    @Test
    void aTasksContextCanBeLookedInto() {
        Virtually.run(() -> {
            var task = createTask(remembersAlone("theirs"));
            await(task);
            assertThat(task.getContext().run(() -> USER.get())).isEqualTo("theirs");
            var here = Objects.requireNonNull(currentTask()).getContext();
            USER.set("mine");
            assertThat(here.run(() -> USER.get())).isEqualTo("mine");
        });
    }

    private static Coroutine<String> remembersAlone(String user) {
        return async(() -> {
            USER.set(user);
            return user;
        });
    }

    @Test
    void callbacksShareNothingWithEachOther() {
        Virtually.run(() -> {
            USER.set("registrar");
            var seen = getRunningLoop().<String>createFuture();
            getRunningLoop().callSoon(() -> USER.set("first"));
            getRunningLoop().callSoon(() -> seen.setResult(USER.get()));
            assertThat(await(seen)).isEqualTo("registrar");
            assertThat(USER.get()).isEqualTo("registrar");
        });
    }

    @Test
    void codeInsideContextRunCannotWait() {
        Virtually.run(() -> {
            var context = copyContext();
            assertThatThrownBy(() -> context.run(() -> await(sleep(1, "x"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("await inside Context.run, whose code cannot wait: "
                            + "pass the context to createTask(...) instead");
            assertThat(await(createTask(sleep(1, "x"), null, context))).isEqualTo("x");
        });
    }

    @Test
    void theRunsOfARunnerShareOneContext() {
        try (var runner = new Runner()) {
            runner.run(remembersAlone("first run"));
            Coroutine<String> asking = async(() -> USER.get());
            assertThat(runner.run(asking)).isEqualTo("first run");
        }
        assertThat(USER.get()).isEqualTo("nobody");
    }
}

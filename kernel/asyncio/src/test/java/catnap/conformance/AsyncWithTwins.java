package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncContextManager;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Body;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Task;
import catnap.conformance.Words.KeyError;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: entering and leaving.
final class AsyncWithTwins extends Twins {
    /// Python's class of the same name.
    private final class Manager implements AsyncContextManager<String> {
        private final String name;
        private final boolean swallow;
        private final @Nullable RuntimeException fail;

        Manager(String name) {
            this(name, false, null);
        }

        Manager(String name, boolean swallow, @Nullable RuntimeException fail) {
            this.name = name;
            this.swallow = swallow;
            this.fail = fail;
        }

        @Override
        public Awaitable<String> aenter() {
            Coroutine<String> entering = async(() -> {
                await(sleep(0));
                log("enter", name);
                return name;
            });
            return entering;
        }

        @Override
        public Awaitable<@Nullable Boolean> aexit(@Nullable Throwable error) {
            Coroutine<@Nullable Boolean> leaving = async(() -> {
                await(sleep(0));
                log("exit", name, show(error));
                if (fail != null) throw fail;
                return swallow;
            });
            return leaving;
        }
    }

    @Twin
    void asyncWithInAllWays() {
        asyncWith(new Manager("plain"), m -> {
            log("body", m);
        });
        asyncWith(new Manager("outer", true, null), () -> {
            asyncWith(new Manager("inner"), failing("x"));
        });
        log("swallowed");
        try {
            asyncWith(new Manager("failing", false, new KeyError("exit")), failing("body"));
        } catch (KeyError error) {
            log(show(error));
        }
        Task<@Nullable String> task = createTask(async(() -> asyncWith(new Manager("cancelled"), () -> {
            return await(forever("body"));
        })));
        passes(3);
        task.cancel("c");
        log(await(outcome(task)));
    }

    private static Body failing(String message) {
        return () -> {
            throw new IllegalArgumentException(message);
        };
    }
}

package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.copyContext;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Body;
import catnap.asyncio.Context;
import catnap.asyncio.ContextVar;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Generator;
import catnap.asyncio.Token;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// `conformance-more.py`: context variables.
final class ContextTwins extends Twins {
    @Twin
    void callbacksSeeTheContextOfTheirRegistration() {
        EventLoop loop = getRunningLoop();
        var future = loop.<Integer>createFuture();
        VAR.set("one");
        loop.callSoon(() -> log("soon", VAR.get()));
        loop.callLater(0, () -> log("timer", VAR.get()));
        future.addDoneCallback(_ -> log("done", VAR.get()));
        VAR.set("two");
        future.addDoneCallback(_ -> {
            log("done", VAR.get());
            VAR.set("lost");
        });
        future.setResult(1);
        VAR.set("three");
        await(sleep(0.001));
        log(VAR.get());
    }

    @Twin
    void aContextIsSharedOnRequest() throws Exception {
        Context context = copyContext();
        var a = createTask(setting("a"), null, context);
        var b = createTask(setting("b"), null, context);
        await(gather(a, b));
        log(VAR.get(), context.run(() -> VAR.get()));
        getRunningLoop().callSoon(() -> VAR.set("callback"), context);
        passes(1);
        log(VAR.get(), context.run(() -> VAR.get()));
    }

    private Coroutine<@Nullable Void> setting(String value) {
        return async(() -> {
            VAR.set(value);
            await(sleep(0));
            log("sees", VAR.get());
        });
    }

    @Twin
    void tokensPutBack() throws Exception {
        Token<String> a = VAR.set("a");
        Token<String> b = VAR.set("b");
        VAR.reset(b);
        log(VAR.get());
        VAR.reset(a);
        log(VAR.get());
        var none = new ContextVar<String>("NONE");
        logKind(() -> VAR.reset(a));
        logKind(() -> {
            Token<String> c = VAR.set("c");
            copyContext().run(() -> {
                VAR.reset(c);
                return "";
            });
        });
        logKind(() -> none.reset(VAR.set("d")));
        logKind(none::get);
        log(none.getOrDefault("given"));
    }

    private void logKind(Body action) throws Exception {
        try {
            action.run();
        } catch (NoSuchElementException _) {
            log("LookupError");
        } catch (IllegalStateException | IllegalArgumentException error) {
            log(Words.kind(error));
        }
    }

    @Twin
    void aContextIsEnteredOnce() throws Exception {
        Context context = copyContext();
        context.run(() -> VAR.set("inside"));
        log(VAR.get(), context.run(() -> VAR.get()), context.copy().run(() -> VAR.get()));
        try {
            context.run(() -> context.run(() -> "no"));
        } catch (IllegalStateException error) {
            log(known(error.getMessage()).endsWith("is already entered"));
        }
    }

    @Twin
    void generatorsHaveNoContextOfTheirOwn() {
        Generator<String> generator = generator(g -> {
            VAR.set("generator");
            g.yield(VAR.get());
            g.yield(VAR.get());
        });
        log(generator.next(), VAR.get());
        VAR.set("caller");
        log(generator.next());
        AsyncGenerator<String> async = asyncGenerator(g -> {
            g.yield(VAR.get());
            VAR.set("agen");
            g.yield(VAR.get());
        });
        for (String x : each(async)) log(x, VAR.get());
    }
}

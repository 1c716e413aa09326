package catnap.asyncio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The log named `asyncio`: where errors go that nobody waits for and no handler takes.
final class ErrorLog {
    private static final Logger LOG = System.getLogger("asyncio");

    /// Tells the handler; writes to the log if there is none, or if it fails.
    static void tell(@Nullable BiConsumer<EventLoop, ErrorContext> handler, EventLoop loop, ErrorContext context) {
        if (handler == null) {
            write(context);
            return;
        }
        try {
            handler.accept(loop, context);
        } catch (Throwable error) {
            write(new ErrorContext("Unhandled error in exception handler", error, context.future(), context.handle()));
        }
    }

    static void write(ErrorContext context) {
        var text = new StringBuilder(context.message());
        if (context.future() != null) text.append("\nfuture: ").append(context.future());
        if (context.handle() != null) text.append("\nhandle: ").append(context.handle());
        LOG.log(Level.ERROR, text.toString(), context.exception());
    }

    static void warn(SlowStep step) {
        LOG.log(Level.WARNING, step.message());
    }

    static void warn(StuckStep step) {
        LOG.log(Level.WARNING, step.message());
    }

    private ErrorLog() {}
}

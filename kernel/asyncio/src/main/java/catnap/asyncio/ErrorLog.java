package catnap.asyncio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The log named `asyncio`: where errors go that nobody waits for and no handler takes.
final class ErrorLog {
    private static final Logger LOG = System.getLogger("asyncio");

    static void write(ErrorContext context) {
        var text = new StringBuilder(context.message());
        if (context.future() != null) text.append("\nfuture: ").append(context.future());
        if (context.handle() != null) text.append("\nhandle: ").append(context.handle());
        LOG.log(Level.ERROR, text.toString(), context.exception());
    }

    static void warn(SlowStep step) {
        LOG.log(Level.WARNING, step.message());
    }

    private ErrorLog() {}
}

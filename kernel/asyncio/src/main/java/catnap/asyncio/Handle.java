package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A callback that the loop will run, as [EventLoop#callSoon] gives it: it can be cancelled until then.
///
/// [#cancel] and [#cancelled] may be used from any thread.
public sealed class Handle extends Due permits TimerHandle, DoneHandle {
    private Context context;
    private volatile @Nullable Runnable callback; // any thread; null once cancelled

    Handle(Runnable callback, Context context) {
        this.callback = callback;
        this.context = context;
    }

    /// Sees to it that the callback does not run. Once it has run, or a second time, this does nothing.
    public void cancel() {
        callback = null;
    }

    /// Tells whether [#cancel] was called.
    public final boolean cancelled() {
        return callback == null;
    }

    /// The context that the callback runs in.
    public final Context getContext() {
        if (context.frozen()) context = context.copy(); // what leaves the library is not shared
        return context;
    }

    @Override
    void run(EventLoop loop) {
        Runnable due = callback;
        if (due == null) return;
        Context before = loop.enter(context);
        try {
            due.run();
        } catch (Throwable error) {
            loop.callExceptionHandler(new ErrorContext("Exception in callback " + this, error, null, this));
        } finally {
            loop.leave(before);
        }
    }

    /// What the callback is, in words: its own, or whose lambda it is.
    String name() {
        Runnable named = callback;
        return named == null ? "a cancelled callback" : name(named);
    }

    static String name(Object callback) {
        String type = callback.getClass().getName();
        int lambda = type.indexOf("$$Lambda");
        if (lambda < 0) return callback.toString();
        String holder = type.substring(0, lambda);
        return "a lambda of " + holder.substring(Math.max(holder.lastIndexOf('.'), holder.lastIndexOf('$')) + 1);
    }

    /// Says what the callback is, for reports.
    @Override
    public String toString() {
        return "<" + getClass().getSimpleName() + (cancelled() ? " cancelled>" : " " + callback + ">");
    }
}

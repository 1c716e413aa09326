package catnap.asyncio.trace;

import java.util.Locale;

/// Tells events in words.
final class Words {
    private final Trace trace;

    Words(Trace trace) {
        this.trace = trace;
    }

    /// `fetch 1: waits for sleep 0.3 s`.
    String of(Event event) {
        return trace.name(event.task()) + ": " + what(event);
    }

    private String what(Event event) {
        return switch (event) {
            case Event.Created created -> "made" + by(created.creator());
            case Event.StepBegan _ -> "goes on";
            case Event.StepEnded _ -> "pauses";
            case Event.Waiting waiting -> "waits for " + waiting.on() + awaited(waiting);
            case Event.WokenUp woken -> "woken up" + by(woken.waker());
            case Event.CancelRequested request -> "asked to cancel" + by(request.by());
            case Event.CancelDelivered _ -> "gets CancelledError";
            case Event.Ended ended -> ended.end().name().toLowerCase(Locale.ROOT) + error(ended);
            case Event.IdleBegan _ -> "idle";
            case Event.IdleEnded _ -> "awake";
            case Event.ThreadBegan began -> "runs code in " + began.thread();
            case Event.ThreadEnded ended -> "code in " + ended.thread() + " ended";
            case Event.Blocked blocked -> "blocks the loop until " + blocked.until() / 1e9 + " s" + at(blocked);
        };
    }

    private String by(int task) {
        return task == Event.NOBODY ? "" : " by " + trace.name(task);
    }

    private String awaited(Event.Waiting waiting) {
        if (waiting.awaited().isEmpty()) return "";
        return waiting.awaited().stream().map(trace::name).toList().toString();
    }

    private static String error(Event.Ended ended) {
        return ended.error() == null ? "" : ": " + ended.error();
    }

    private static String at(Event.Blocked blocked) {
        return blocked.place() == null ? "" : " in " + blocked.place();
    }
}

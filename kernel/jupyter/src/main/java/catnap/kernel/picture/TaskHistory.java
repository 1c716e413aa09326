package catnap.kernel.picture;

import catnap.asyncio.WaitReason;
import catnap.asyncio.trace.End;
import catnap.asyncio.trace.Event;
import catnap.kernel.picture.Chart.Interval;
import catnap.kernel.picture.Chart.Mark;
import catnap.kernel.picture.Chart.Sign;
import catnap.kernel.picture.Chart.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One task's life as intervals without gaps, made from its events one by one.
///
/// ```
///   READY ──▶ RUNNING ──▶ WAITING ──▶ READY ──▶ …
/// ```
final class TaskHistory {
    /// What takes time by itself, and would in a program that did one thing after another.
    private static final Set<WaitReason.Kind> TAKES_TIME =
            Set.of(WaitReason.Kind.SLEEP, WaitReason.Kind.THREAD, WaitReason.Kind.OUTSIDE, WaitReason.Kind.FUTURE);

    private final List<Interval> intervals = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable State state;
    private long since;
    private String label = "";
    private boolean queued; // woken up in the middle of its own step
    private boolean takesTime; // what it waits for
    private long atMost = Long.MAX_VALUE; // of a sleep: what is longer than meant is others' doing
    private long ownNanos;

    /// Takes in the next event of this task.
    void add(Event event) {
        long now = event.nanos();
        switch (event) {
            case Event.Created _ -> {
                if (state == null) enter(State.READY, now, "");
            }
            case Event.WokenUp woken -> wokenUp(woken);
            case Event.StepBegan _ -> enter(State.RUNNING, now, "");
            case Event.Blocked blocked -> enter(State.BLOCKED, now, blocked.place() == null ? "" : blocked.place());
            case Event.Waiting waiting -> {
                enter(State.WAITING, now, waiting.on());
                takesTime = TAKES_TIME.contains(waiting.kind());
                atMost = Double.isNaN(waiting.seconds()) ? Long.MAX_VALUE : Math.round(waiting.seconds() * 1e9);
            }
            case Event.StepEnded _ -> {
                if (queued) enter(State.READY, now, "");
                queued = false;
            }
            case Event.CancelRequested _ -> marks.add(new Mark(now, Sign.CANCEL_REQUESTED));
            case Event.Ended ended -> end(ended);
            case Event.CancelDelivered _ -> {} // the step that it falls into shows it
            case Event.ThreadBegan _, Event.ThreadEnded _ -> {} // on the thread's lane
            case Event.IdleBegan _, Event.IdleEnded _ -> throw new IllegalArgumentException("the loop's " + event);
        }
    }

    private void wokenUp(Event.WokenUp woken) {
        if (state == State.RUNNING || state == State.BLOCKED) {
            queued = true;
            return;
        }
        if (woken.waker() != Event.NOBODY) takesTime = false; // another task had it in its hands
        enter(State.READY, woken.nanos(), "");
    }

    private void end(Event.Ended ended) {
        leave(ended.nanos());
        if (ended.end() == End.FAILED) marks.add(new Mark(ended.nanos(), Sign.FAILED));
        if (ended.end() == End.CANCELLED) marks.add(new Mark(ended.nanos(), Sign.CANCELLED));
    }

    private void enter(State next, long now, String why) {
        leave(now);
        state = next;
        since = now;
        label = why;
    }

    private void leave(long now) {
        State before = state;
        if (before == null) return;
        if (before == State.WAITING && takesTime) ownNanos += Math.min(now - since, atMost);
        if (before == State.RUNNING || before == State.BLOCKED) ownNanos += now - since;
        // A step that takes no time, as all do by a virtual clock, is to be seen; a wait of no time is none.
        if (now > since || before == State.RUNNING) intervals.add(new Interval(since, now, before, label));
        state = null;
    }

    /// Draws what goes on still, up to here.
    void cut(long end) {
        leave(Math.max(end, since));
    }

    List<Interval> intervals() {
        return intervals;
    }

    List<Mark> marks() {
        return marks;
    }

    /// How long it ran and waited for what nobody else had in hand: the time that it takes by itself.
    long ownNanos() {
        return ownNanos;
    }
}

package catnap.kernel.picture;

import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopSnapshot;
import catnap.kernel.picture.Chart.State;
import catnap.kernel.picture.Sheet.Row;
import catnap.kernel.picture.Sheet.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A loop under glass, at the moment when it was looked at: what is due, what is timed, and who waits for what. Made
/// by [Pictures#loopView(EventLoop)].
public final class LoopView implements Picture {
    private final EventLoop loop;
    private final LoopSnapshot snapshot;
    private final Sheet sheet;

    LoopView(EventLoop loop) {
        this.loop = loop;
        this.snapshot = loop.snapshot();
        this.sheet = new Sheet(title(), List.of(ready(), timers(), waiting()));
    }

    /// Runs one pass of the loop, and gives the view after it.
    ///
    /// @throws IllegalStateException if the loop is running
    public LoopView step() {
        loop.step();
        return new LoopView(loop);
    }

    /// The loop that was looked at.
    public EventLoop loop() {
        return loop;
    }

    /// What was seen, as data.
    public LoopSnapshot snapshot() {
        return snapshot;
    }

    private String title() {
        String running = snapshot.current()
                .map(task -> "a step of " + task.getName() + " is running")
                .orElse("nothing is running");
        return "The event loop at " + seconds(snapshot.time()) + ": " + running;
    }

    private Section ready() {
        var rows = new ArrayList<Row>();
        for (LoopSnapshot.Entry entry : snapshot.ready()) {
            rows.add(new Row(State.READY, 0, List.of((rows.size() + 1) + ". " + entry.what())));
        }
        return new Section("Ready: the next pass runs these, in this order", "nothing is due", rows);
    }

    private Section timers() {
        var rows = new ArrayList<Row>();
        for (LoopSnapshot.Timer timer : snapshot.timers()) {
            rows.add(new Row(State.IDLE, 0, List.of("in " + seconds(timer.dueIn()), timer.what())));
        }
        return new Section("Timers, soonest first", "no timer runs", rows);
    }

    private Section waiting() {
        var rows = new ArrayList<Row>();
        for (LoopSnapshot.Wait wait : snapshot.waiting()) {
            rows.add(
                    new Row(State.WAITING, 0, List.of(wait.task().getName(), wait.on(), "woken by " + wait.wokenBy())));
        }
        return new Section("Waiting tasks", "no task waits", rows);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    @Override
    public String svg() {
        return sheet.svg();
    }

    @Override
    public String text() {
        return sheet.text();
    }

    @Override
    public String alt() {
        return sheet.alt();
    }

    /// The view in words.
    @Override
    public String toString() {
        return text();
    }
}

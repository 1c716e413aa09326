package catnap.kernel.picture;

import catnap.asyncio.trace.End;
import catnap.asyncio.trace.Event;
import catnap.asyncio.trace.Trace;
import catnap.asyncio.trace.TracedTask;
import catnap.kernel.picture.Chart.Facts;
import catnap.kernel.picture.Chart.Interval;
import catnap.kernel.picture.Chart.Lane;
import catnap.kernel.picture.Chart.LaneKind;
import catnap.kernel.picture.Chart.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes a chart of a trace: decides what is a lane, and in which order.
final class ChartBuilder {
    private final Trace trace;
    private final List<TaskHistory> histories = new ArrayList<>();
    private final Map<String, List<Interval>> threads = new LinkedHashMap<>();
    private final Map<String, Long> busySince = new LinkedHashMap<>(); // by thread
    private final List<Interval> loop = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long awakeSince;

    private ChartBuilder(Trace trace) {
        this.trace = trace;
        for (TracedTask _ : trace.tasks()) histories.add(new TaskHistory());
    }

    /// The chart of this trace.
    static Chart of(Trace trace) {
        return new ChartBuilder(trace).build();
    }

    private Chart build() {
        trace.events().forEach(this::add);
        histories.forEach(history -> history.cut(trace.endNanos()));
        busySince.forEach((thread, since) -> thread(thread, since, trace.endNanos()));
        if (awakeSince < 0) loop(-1 - awakeSince, trace.endNanos(), State.IDLE, "");
        else loop(awakeSince, trace.endNanos(), State.RUNNING, "");
        List<LanePlan> plans = LanePlan.of(trace);
        var lanes = new ArrayList<Lane>();
        for (LanePlan plan : plans) lanes.add(lane(plan));
        lanes.add(new Lane("event loop", 0, LaneKind.LOOP, List.of(loop), List.of(), busy()));
        threads.forEach((name, jobs) -> lanes.add(new Lane(name, 0, LaneKind.THREAD, List.of(jobs), List.of(), "")));
        for (TracedTask task : trace.tasks()) {
            if (task.error() != null && !task.guest()) notes.add(task.name() + " failed: " + task.error());
        }
        return new Chart(lanes, Arrows.of(trace, plans), facts(), notes);
    }

    private void add(Event event) {
        switch (event) {
            case Event.IdleBegan idle -> {
                loop(awakeSince, idle.nanos(), State.RUNNING, "");
                awakeSince = -1 - idle.nanos(); // asleep since
            }
            case Event.IdleEnded awake -> {
                if (awakeSince < 0) loop(-1 - awakeSince, awake.nanos(), State.IDLE, "");
                awakeSince = awake.nanos();
            }
            case Event.ThreadBegan began -> busySince.put(began.thread(), began.nanos());
            case Event.ThreadEnded ended -> {
                Long since = busySince.remove(ended.thread());
                if (since != null) thread(ended.thread(), since, ended.nanos());
            }
            case Event.Waiting waiting -> histories.get(waiting.task()).add(named(waiting));
            case Event.Blocked blocked -> blocked(blocked);
            default -> histories.get(event.task()).add(event);
        }
    }

    private void blocked(Event.Blocked blocked) {
        histories.get(blocked.task()).add(blocked);
        String place = blocked.place() == null || blocked.place().isEmpty() ? "" : " in " + blocked.place();
        loop(blocked.nanos(), blocked.until(), State.BLOCKED, "");
        notes.add(trace.name(blocked.task()) + " blocked the loop for " + TimeText.of(blocked.until() - blocked.nanos())
                + place);
    }

    private void loop(long from, long to, State state, String label) {
        if (from >= 0 && to >= from) loop.add(new Interval(from, to, state, label));
    }

    private void thread(String thread, long from, long to) {
        threads.computeIfAbsent(thread, _ -> new ArrayList<>()).add(new Interval(from, to, State.THREAD, ""));
    }

    /// `task fetch 1` instead of `task`.
    private Event.Waiting named(Event.Waiting waiting) {
        if (waiting.awaited().size() != 1 || !waiting.on().equals("task")) return waiting;
        String name = trace.name(waiting.awaited().getFirst());
        return new Event.Waiting(
                waiting.nanos(), waiting.task(), waiting.kind(), "task " + name, waiting.seconds(), waiting.awaited());
    }

    private Lane lane(LanePlan plan) {
        var members = new ArrayList<List<Interval>>();
        for (int id : plan.tasks()) members.add(histories.get(id).intervals());
        if (plan.isGroup()) {
            return new Lane(plan.label(), plan.depth(), LaneKind.GROUP, members, List.of(), outcome(plan.tasks()));
        }
        int id = plan.tasks().getFirst();
        return new Lane(
                plan.label(),
                plan.depth(),
                LaneKind.TASK,
                members,
                histories.get(id).marks(),
                outcome(trace.tasks().get(id)));
    }

    /// `finished 0.30 s`.
    private static String outcome(TracedTask task) {
        return words(task.end()) + " " + TimeText.of(task.endNanos() - task.bornNanos());
    }

    /// `98 finished, 2 failed`.
    private String outcome(List<Integer> tasks) {
        var words = new ArrayList<String>();
        for (End end : End.values()) {
            long count = tasks.stream()
                    .filter(id -> trace.tasks().get(id).end() == end)
                    .count();
            if (count > 0) words.add(count + " " + words(end));
        }
        return String.join(", ", words);
    }

    static String words(End end) {
        return end == End.PENDING ? "not ended" : end.name().toLowerCase(Locale.ROOT);
    }

    private String busy() {
        long idle = loop.stream()
                .filter(interval -> interval.state() == State.IDLE)
                .mapToLong(Interval::nanos)
                .sum();
        if (trace.endNanos() == 0) return "";
        return String.format(Locale.ROOT, "idle %.0f %%", 100.0 * idle / trace.endNanos());
    }

    private Facts facts() {
        long sequential = 0;
        int tasks = 0;
        for (TracedTask task : trace.tasks()) {
            if (task.guest()) continue;
            tasks++;
            sequential += histories.get(task.id()).ownNanos();
        }
        End end = trace.tasks().getFirst().end(); // the root comes first
        return new Facts(tasks, trace.endNanos(), sequential, end, trace.complete());
    }
}

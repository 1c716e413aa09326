package catnap.kernel.picture;

import catnap.asyncio.trace.Event;
import catnap.asyncio.trace.Trace;
import catnap.asyncio.trace.TracedTask;
import catnap.kernel.picture.Chart.Arrow;
import catnap.kernel.picture.Chart.ArrowKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds who waits for whom, who wakes whom and who cancels whom, from lane to lane.
final class Arrows {
    /// More of one kind than this would hide the lanes.
    private static final int MOST = 80;

    private final Trace trace;
    private final Map<Integer, Integer> lanes = new HashMap<>(); // by task
    private final Map<Integer, List<Integer>> awaited = new HashMap<>(); // by the task that waits
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> cancelled = new HashSet<>(); // those whose next wake-up is a cancellation's
    private final Map<ArrowKind, Collection<Arrow>> found = new HashMap<>();

    private Arrows(Trace trace, List<LanePlan> plans) {
        this.trace = trace;
        for (int lane = 0; lane < plans.size(); lane++) {
            for (int task : plans.get(lane).tasks()) lanes.put(task, lane);
        }
        for (ArrowKind kind : ArrowKind.values()) found.put(kind, new LinkedHashSet<>());
    }

    /// The arrows of this trace; none of a kind that there are too many of.
    static List<Arrow> of(Trace trace, List<LanePlan> plans) {
        var arrows = new Arrows(trace, plans);
        trace.events().forEach(arrows::add);
        return arrows.found.values().stream()
                .filter(kind -> kind.size() <= MOST)
                .flatMap(Collection::stream)
                .sorted(Comparator.comparingLong(Arrow::at).thenComparing(Arrow::kind))
                .toList();
    }

    private void add(Event event) {
        switch (event) {
            case Event.StepBegan began -> begun.add(began.task());
            case Event.Waiting waiting -> {
                awaited.put(waiting.task(), waiting.awaited());
                for (int other : waiting.awaited()) arrow(waiting.task(), other, waiting.nanos(), ArrowKind.AWAITS);
            }
            case Event.CancelRequested request -> {
                cancelled.add(request.task());
                arrow(request.by(), request.task(), request.nanos(), ArrowKind.CANCELS);
            }
            case Event.WokenUp woken -> wokenUp(woken);
            default -> {}
        }
    }

    private void wokenUp(Event.WokenUp woken) {
        int task = woken.task();
        List<Integer> waitedFor = awaited.getOrDefault(task, List.of());
        awaited.remove(task);
        if (cancelled.remove(task) || !begun.contains(task)) return;
        int waker = woken.waker() != Event.NOBODY ? woken.waker() : lastOf(waitedFor, woken.nanos());
        arrow(waker, task, woken.nanos(), ArrowKind.WAKES);
    }

    /// Of several that were awaited, the one that ended last before this.
    private int lastOf(List<Integer> waitedFor, long nanos) {
        int last = Event.NOBODY;
        for (int id : waitedFor) {
            TracedTask task = trace.tasks().get(id);
            boolean later = last == Event.NOBODY
                    || task.endNanos() >= trace.tasks().get(last).endNanos();
            if (task.endNanos() <= nanos && later) last = id;
        }
        return last;
    }

    private void arrow(int from, int to, long at, ArrowKind kind) {
        Integer start = lanes.get(from);
        Integer end = lanes.get(to);
        if (start == null || end == null || start.equals(end)) return;
        Collection<Arrow> arrows = found.get(kind);
        if (arrows != null) arrows.add(new Arrow(start, end, at, kind));
    }
}

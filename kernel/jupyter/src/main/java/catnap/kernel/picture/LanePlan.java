package catnap.kernel.picture;

import catnap.asyncio.trace.Event;
import catnap.asyncio.trace.Trace;
import catnap.asyncio.trace.TracedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which tasks share a lane: each has its own as long as they are few; of many, those with the same parent and the
/// same name but for a number are one group.
///
/// @param label the name of the lane
/// @param depth how deep it is under the first parent
/// @param tasks their numbers
record LanePlan(String label, int depth, List<Integer> tasks) {
    /// More lanes than this nobody can read.
    static final int MOST = 40;

    private static final int ALONE = 2; // so many of one name are no group yet

    /// Several tasks under one name, and what they made.
    private record Family(String name, List<TracedTask> members) {}

    LanePlan {
        tasks = List.copyOf(tasks);
    }

    boolean isGroup() {
        return tasks.size() > 1;
    }

    /// The lanes of the tasks of this run, parents before their children.
    static List<LanePlan> of(Trace trace) {
        var children = new LinkedHashMap<Integer, List<TracedTask>>();
        int count = 0;
        for (TracedTask task : trace.tasks()) {
            if (task.guest()) continue;
            count++;
            boolean orphan = task.parent() == Event.NOBODY
                    || trace.tasks().get(task.parent()).guest();
            children.computeIfAbsent(orphan ? Event.NOBODY : task.parent(), _ -> new ArrayList<>())
                    .add(task);
        }
        var plans = new ArrayList<LanePlan>();
        var roots = children.getOrDefault(Event.NOBODY, List.of());
        new Planner(children, count > MOST, plans).add(roots, 0);
        return plans.size() <= MOST ? plans : merged(plans);
    }

    /// The first lanes, and one for all the rest.
    private static List<LanePlan> merged(List<LanePlan> plans) {
        var rest = new ArrayList<Integer>();
        for (LanePlan plan : plans.subList(MOST - 1, plans.size())) rest.addAll(plan.tasks());
        var all = new ArrayList<>(plans.subList(0, MOST - 1));
        all.add(new LanePlan(rest.size() + " more tasks", 0, rest));
        return all;
    }

    private record Planner(Map<Integer, List<TracedTask>> children, boolean grouping, List<LanePlan> plans) {
        void add(List<TracedTask> siblings, int depth) {
            for (Family family : families(siblings)) {
                if (family.members().size() <= ALONE) {
                    for (TracedTask task : family.members()) {
                        plans.add(new LanePlan(task.name(), depth, List.of(task.id())));
                        add(children.getOrDefault(task.id(), List.of()), depth + 1);
                    }
                } else {
                    var ids = family.members().stream().map(TracedTask::id).toList();
                    plans.add(new LanePlan(family.name() + " ×" + ids.size(), depth, ids));
                    add(childrenOf(ids), depth + 1);
                }
            }
        }

        private List<TracedTask> childrenOf(List<Integer> ids) {
            return ids.stream()
                    .flatMap(id -> children.getOrDefault(id, List.of()).stream())
                    .toList();
        }

        private List<Family> families(List<TracedTask> siblings) {
            if (!grouping) {
                return siblings.stream()
                        .map(task -> new Family(task.name(), List.of(task)))
                        .toList();
            }
            var byName = new LinkedHashMap<String, List<TracedTask>>();
            for (TracedTask task : siblings) {
                byName.computeIfAbsent(base(task.name()), _ -> new ArrayList<>())
                        .add(task);
            }
            return byName.entrySet().stream()
                    .map(entry -> new Family(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /// `fetch` of `fetch 17`, `fetch-17` and `fetch#17`.
    static String base(String name) {
        String base = name.replaceFirst("[\\s_#.:-]*\\d+$", "");
        return base.isEmpty() ? name : base;
    }
}

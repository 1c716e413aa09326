package catnap.asyncio;

import catnap.asyncio.LoopSnapshot.Entry;
import catnap.asyncio.LoopSnapshot.Kind;
import catnap.asyncio.LoopSnapshot.Timer;
import catnap.asyncio.LoopSnapshot.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes the picture of a loop: looks at everything and changes nothing. Nothing is kept for it while nobody asks.
final class Snapshots { // loop thread only
    private static final int MOST_NAMES = 5;

    static LoopSnapshot of(EventLoop loop) {
        List<Due> due = loop.agenda.due();
        return new LoopSnapshot(
                loop.time(),
                Optional.ofNullable(loop.currentTask()),
                due.stream().map(Snapshots::entry).toList(),
                loop.agenda.timers.sorted().stream()
                        .map(timer -> timer(timer, loop))
                        .toList(),
                waiting(loop, due));
    }

    private static Entry entry(Due due) {
        return switch (due) {
            case Task<?> task -> new Entry(Kind.STEP, task.getName() + nextStep(task), Optional.of(task));
            case Gathering.ChildDone done -> done(done.child(), "its gather");
            case DoneHandle done -> done(done.future(), done.name());
            case Sleep sleep ->
                new Entry(Kind.TIMER, "the sleep of " + sleep.task().getName() + " is over", Optional.of(sleep.task()));
            case TimerHandle timer -> new Entry(Kind.TIMER, timer.name(), Optional.empty());
            case Handle handle -> new Entry(Kind.CALLBACK, handle.name(), Optional.empty());
            case AsyncFuture<?> answered -> new Entry(Kind.ANSWER, "the answer of a thread", Optional.of(answered));
        };
    }

    private static String nextStep(Task<?> task) {
        return task.started() ? " goes on" : " begins";
    }

    private static Entry done(AsyncFuture<?> future, String told) {
        return new Entry(Kind.DONE, told + " hears that " + name(future) + " is done", Optional.of(future));
    }

    private static Timer timer(TimerHandle timer, EventLoop loop) {
        double dueIn = (timer.due - loop.nanoTime()) / 1e9;
        return timer instanceof Sleep sleep
                ? new Timer(dueIn, "wakes " + sleep.task().getName(), Optional.of(sleep.task()))
                : new Timer(dueIn, timer.name(), Optional.empty());
    }

    /// Those who wait and have not been woken yet.
    private static List<Wait> waiting(EventLoop loop, List<Due> due) {
        Set<Due> woken = Collections.newSetFromMap(new IdentityHashMap<>());
        woken.addAll(due);
        var waits = new ArrayList<Wait>();
        for (Task<?> task : loop.allTasks()) {
            Waitable on = task.waitingOn();
            if (on == null || woken.contains(task)) continue;
            waits.add(new Wait(task, words(on), wokenBy(on), until(on)));
        }
        return List.copyOf(waits);
    }

    /// In the words of the timelines, but a sleep says until when: the picture is of one moment.
    private static String words(Waitable on) {
        return switch (on) {
            case Sleep sleep -> sleep.toString();
            case Task<?> task -> "task " + task.getName();
            default -> WaitReason.of(on).what();
        };
    }

    private static List<AsyncFuture<?>> until(Waitable on) {
        Collection<? extends AsyncFuture<?>> futures = switch (on) {
            case Gathering<?> gathering -> gathering.children();
            case Shield<?> shield -> List.of(shield.inner());
            case AsyncFuture<?> future -> List.of(future);
            case Waiter waiter -> CallGraphs.futures(waiter.reason());
            case Sleep _ -> List.of();
        };
        return futures.stream()
                .filter(future -> !future.done())
                .distinct()
                .<AsyncFuture<?>>map(future -> future)
                .toList();
    }

    private static String wokenBy(Waitable on) {
        return switch (on) {
            case Sleep _ -> "its timer";
            case Task<?> _, Gathering<?> _ -> end(until(on));
            case Shield<?> shield -> wokenBy(shield.inner());
            case ForeignFuture<?> _ -> "the answer of a thread";
            case NamedFuture<?> news when news.kind() == WaitReason.Kind.OUTSIDE -> "news from outside";
            case AsyncFuture<?> _ -> "whoever gives the future its result";
            case Waiter waiter when !until(waiter).isEmpty() -> end(until(waiter));
            case Waiter waiter when waiter.reason() instanceof LoopBound bound -> bound.wokenBy(waiter);
            case Waiter waiter -> end(until(waiter));
        };
    }

    private static String end(List<AsyncFuture<?>> futures) {
        if (futures.isEmpty()) return "what is due already";
        String names = futures.stream().limit(MOST_NAMES).map(Snapshots::name).collect(Collectors.joining(", "));
        int more = futures.size() - MOST_NAMES;
        return "the end of " + names + (more > 0 ? " and " + more + " more" : "");
    }

    private static String name(AsyncFuture<?> future) {
        return future instanceof Task<?> task ? task.getName() : future.toString();
    }

    private Snapshots() {}
}

package catnap.asyncio.trace;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Task;
import catnap.asyncio.ThreadWork;
import catnap.asyncio.WaitReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a [Trace] of a recorder's log: numbers the tasks, names them, and tells what follows from what was seen.
final class TraceBuilder {
    private final Log log;
    private final int size;
    private final double began;
    private final long end;
    private final TaskTable tasks;
    private final List<Event> events = new ArrayList<>();

    TraceBuilder(Log log, Task<?> root, double began, double ended) {
        this.log = log;
        this.size = log.size();
        this.began = origin(root, began);
        this.end = Math.round((ended - this.began) * 1e9);
        this.tasks = new TaskTable(root, end);
    }

    /// When the task was made that it is about; when the recording began if that was before. What came before, loading
    /// classes for the first picture of a session perhaps, is no part of its run.
    private double origin(Task<?> root, double began) {
        for (int at = 0; at < size; at++) {
            if (log.kind(at) == Log.Kind.CREATED && log.who(at) == root) return log.time(at);
        }
        return began;
    }

    Trace build() {
        for (int at = 0; at < size; at++) translate(at);
        events.sort(Comparator.comparingLong(Event::nanos));
        return new Trace(tasks.tasks(), events, end, !log.full());
    }

    private void translate(int at) {
        long nanos = nanos(log.time(at));
        Object what = log.what(at);
        int who = log.who(at) instanceof Task<?> task ? tasks.number(task) : Event.NOBODY;
        switch (log.kind(at)) {
            case CREATED -> {
                var birth = (Recorder.Birth) Objects.requireNonNull(what);
                int creator = number(birth.creator());
                tasks.born(who, creator, birth.place(), nanos);
                events.add(new Event.Created(nanos, who, creator));
            }
            case STEP_BEGAN -> events.add(new Event.StepBegan(nanos, who));
            case STEP_ENDED -> events.add(new Event.StepEnded(nanos, who));
            case WAITING -> events.add(waiting(nanos, who, (WaitReason) Objects.requireNonNull(what)));
            case WOKEN_UP -> events.add(new Event.WokenUp(nanos, who, number((Task<?>) what)));
            case CANCEL_REQUESTED -> events.add(new Event.CancelRequested(nanos, who, number((Task<?>) what)));
            case CANCEL_DELIVERED -> events.add(new Event.CancelDelivered(nanos, who));
            case ENDED -> events.add(ended(nanos, who, (Throwable) what));
            case IDLE_BEGAN -> events.add(new Event.IdleBegan(nanos));
            case IDLE_ENDED -> events.add(new Event.IdleEnded(nanos));
            case HANDED_OVER -> thread(who, (ThreadWork) Objects.requireNonNull(what));
            case BLOCKED -> events.add(new Event.Blocked(nanos, who, blockedUntil(at), (String) what));
        }
    }

    private long nanos(double time) {
        return Math.max(0, Math.round((time - began) * 1e9));
    }

    private int number(@Nullable Task<?> task) {
        return task == null ? Event.NOBODY : tasks.number(task);
    }

    private Event waiting(long nanos, int who, WaitReason on) {
        var awaited = new ArrayList<Integer>();
        for (AsyncFuture<?> future : on.futures()) {
            if (future instanceof Task<?> task) awaited.add(tasks.number(task));
        }
        return new Event.Waiting(nanos, who, on.kind(), on.text(), on.seconds(), awaited);
    }

    private Event ended(long nanos, int who, @Nullable Throwable error) {
        End how = error == null ? End.FINISHED : error instanceof CancelledError ? End.CANCELLED : End.FAILED;
        String line = how == End.FAILED ? line(Objects.requireNonNull(error)) : null;
        tasks.ended(who, nanos, how, line);
        return new Event.Ended(nanos, who, how, line);
    }

    /// `IllegalStateException: no cats`.
    private static String line(Throwable error) {
        String message = error.getMessage();
        String name = error.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }

    private void thread(int who, ThreadWork work) {
        if (work.thread().isEmpty()) return;
        Thread thread = work.thread().get();
        String name = thread.getName().isEmpty() ? "thread " + thread.threadId() : thread.getName();
        events.add(new Event.ThreadBegan(nanos(work.began()), who, name));
        if (!Double.isNaN(work.ended())) events.add(new Event.ThreadEnded(nanos(work.ended()), who, name));
    }

    /// A block is noted right before the end of its step.
    private long blockedUntil(int at) {
        return at + 1 < size ? nanos(log.time(at + 1)) : end;
    }

    /// The tasks, as far as they are known.
    private static final class TaskTable {
        private final IdentityHashMap<Task<?>, Integer> numbers = new IdentityHashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final long end;

        private static final class Entry {
            final Task<?> task;
            int parent = Event.NOBODY;
            boolean guest = true;

            @Nullable
            StackTraceElement place;

            long born;
            long ended;
            End end = End.PENDING;

            @Nullable
            String error;

            Entry(Task<?> task, long ended) {
                this.task = task;
                this.ended = ended;
            }
        }

        TaskTable(Task<?> root, long end) {
            this.end = end;
            entries.get(number(root)).guest = false;
        }

        int number(Task<?> task) {
            return numbers.computeIfAbsent(task, _ -> {
                entries.add(new Entry(task, end));
                return entries.size() - 1;
            });
        }

        void born(int who, int creator, @Nullable StackTraceElement place, long nanos) {
            Entry entry = entries.get(who);
            entry.parent = creator;
            entry.place = place;
            entry.born = nanos;
            if (creator == Event.NOBODY || !entries.get(creator).guest) entry.guest = false;
        }

        void ended(int who, long nanos, End how, @Nullable String error) {
            Entry entry = entries.get(who);
            entry.ended = nanos;
            entry.end = how;
            entry.error = error;
        }

        private Labels.Name label(Entry entry) {
            Entry parent = entry.parent == Event.NOBODY ? null : entries.get(entry.parent);
            return Labels.name(entry.task, entry.place, parent == null ? null : parent.place);
        }

        List<TracedTask> tasks() {
            List<String> names = Labels.of(entries.stream().map(this::label).toList());
            var tasks = new ArrayList<TracedTask>();
            for (int id = 0; id < entries.size(); id++) {
                Entry entry = entries.get(id);
                tasks.add(new TracedTask(
                        id, names.get(id), entry.parent, entry.guest, entry.born, entry.ended, entry.end, entry.error));
            }
            return tasks;
        }
    }
}

package catnap.asyncio.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a trace as the JSON that Chrome's `about:tracing` and ui.perfetto.dev open ("Trace Event Format"): a track
/// for each task and each thread, slices for what it does, arrows for who woke whom. Times are microseconds.
final class Perfetto {
    private static final int LOOP_TRACK = 1;
    private static final int FIRST_TASK_TRACK = 2; // behind the tasks come the threads

    private final Trace trace;
    private final Map<Integer, Slice> open = new LinkedHashMap<>(); // by track
    private final Map<String, Integer> threads = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int flows;

    /// What a track does since then.
    private record Slice(String name, long since) {}

    private Perfetto(Trace trace) {
        this.trace = trace;
    }

    static String json(Trace trace) {
        return new Perfetto(trace).write();
    }

    private String write() {
        name("process_name", 0, "catnap");
        name("thread_name", LOOP_TRACK, "event loop");
        for (TracedTask task : trace.tasks()) name("thread_name", track(task.id()), task.name());
        trace.events().forEach(this::add);
        List.copyOf(open.keySet()).forEach(track -> close(track, trace.endNanos()));
        threads.forEach((thread, track) -> name("thread_name", track, thread));
        return "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n" + String.join(",\n", lines) + "\n]}\n";
    }

    private void add(Event event) {
        long now = event.nanos();
        int track = track(event.task());
        switch (event) {
            case Event.Created _, Event.Blocked _ -> {} // the wake-up, and the step, are there too
            case Event.StepBegan _ -> begin(track, "running", now);
            case Event.Waiting waiting -> begin(track, "waiting: " + waiting.on(), now);
            case Event.StepEnded _ -> {
                Slice slice = open.get(track);
                if (slice != null && slice.name().equals("running")) close(track, now);
            }
            case Event.WokenUp woken -> wokenUp(woken, track);
            case Event.CancelRequested _ -> instant(track, "cancel requested", now);
            case Event.CancelDelivered _ -> instant(track, "CancelledError", now);
            case Event.Ended ended -> {
                close(track, now);
                String error = ended.error() == null ? "" : ": " + ended.error();
                instant(track, ended.end().name().toLowerCase(Locale.ROOT) + error, now);
            }
            case Event.IdleBegan _ -> begin(LOOP_TRACK, "idle", now);
            case Event.IdleEnded _ -> close(LOOP_TRACK, now);
            case Event.ThreadBegan began -> begin(track(began.thread()), "code of " + trace.name(began.task()), now);
            case Event.ThreadEnded ended -> close(track(ended.thread()), now);
        }
    }

    private void wokenUp(Event.WokenUp woken, int track) {
        Slice slice = open.get(track);
        if (slice == null || !slice.name().equals("running")) begin(track, "ready", woken.nanos());
        if (woken.waker() == Event.NOBODY || woken.waker() == woken.task()) return;
        flows++;
        String common = "\"name\":\"wakes up\",\"cat\":\"task\",\"pid\":1,\"id\":" + flows + time(woken.nanos());
        lines.add("{\"ph\":\"s\"," + common + ",\"tid\":" + track(woken.waker()) + "}");
        lines.add("{\"ph\":\"f\",\"bp\":\"e\"," + common + ",\"tid\":" + track + "}");
    }

    private static int track(int task) {
        return task == Event.NOBODY ? LOOP_TRACK : FIRST_TASK_TRACK + task;
    }

    private int track(String thread) {
        return threads.computeIfAbsent(
                thread, _ -> FIRST_TASK_TRACK + trace.tasks().size() + threads.size());
    }

    private void begin(int track, String name, long now) {
        close(track, now);
        open.put(track, new Slice(name, now));
    }

    private void close(int track, long now) {
        Slice slice = open.remove(track);
        if (slice == null) return;
        String duration = ",\"dur\":" + micros(now - slice.since());
        lines.add("{\"ph\":\"X\",\"name\":" + quoted(slice.name()) + ",\"cat\":\"task\",\"pid\":1,\"tid\":" + track
                + time(slice.since()) + duration + "}");
    }

    private void instant(int track, String name, long now) {
        lines.add("{\"ph\":\"i\",\"s\":\"t\",\"name\":" + quoted(name) + ",\"cat\":\"task\",\"pid\":1,\"tid\":" + track
                + time(now) + "}");
    }

    private void name(String what, int track, String name) {
        lines.add("{\"ph\":\"M\",\"name\":\"" + what + "\",\"pid\":1,\"tid\":" + track + ",\"args\":{\"name\":"
                + quoted(name) + "}}");
    }

    private static String time(long nanos) {
        return ",\"ts\":" + micros(nanos);
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e3);
    }

    private static String quoted(String words) {
        var json = new StringBuilder("\"");
        for (char letter : words.toCharArray()) {
            if (letter == '"' || letter == '\\') json.append('\\').append(letter);
            else if (letter < ' ') json.append(String.format("\\u%04x", (int) letter));
            else json.append(letter);
        }
        return json.append('"').toString();
    }
}

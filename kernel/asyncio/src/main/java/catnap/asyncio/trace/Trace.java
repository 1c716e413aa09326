package catnap.asyncio.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A recorded run: its tasks, and all that happened to them, in order.
///
/// @param tasks the tasks, by number; those of the run and guests
/// @param events what happened
/// @param endNanos how long the recording is
/// @param complete false if the recording was cut because it became too long
public record Trace(List<TracedTask> tasks, List<Event> events, long endNanos, boolean complete) {
    /// Keeps lists of its own.
    public Trace {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
    }

    /// The name of a task; `the loop` for [Event#NOBODY].
    public String name(int task) {
        return task == Event.NOBODY ? "the loop" : tasks.get(task).name();
    }

    /// The trace as JSON, for `ui.perfetto.dev` and `about:tracing`.
    public String toPerfettoJson() {
        return Perfetto.json(this);
    }

    /// Writes [#toPerfettoJson] to this file.
    public void toPerfetto(Path file) {
        try {
            Files.writeString(file, toPerfettoJson());
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// One line an event: `0.300 s  fetch 1: woken up by the loop`.
    @Override
    public String toString() {
        return events.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Event event) {
        return String.format(Locale.ROOT, "%.6f s  %s", event.nanos() / 1e9, new Words(this).of(event));
    }
}

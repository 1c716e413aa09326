package catnap.kernel.output;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Failure;
import catnap.asyncio.Generator;
import catnap.asyncio.Success;
import catnap.asyncio.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Shows what state the things are in that asynchronous programs are made of. The text is what printing them
/// gives; beside it stands a table. Looking changes nothing: an error counts as unread as before.
final class States implements Renderer {
    private final Values texts;

    /// @param texts makes text of values
    States(Values texts) {
        this.texts = texts;
    }

    @Override
    public Optional<MimeBundle> render(Object value) {
        return switch (value) {
            case AsyncFuture<?> future -> Optional.of(bundle(future, future(future)));
            case Coroutine<?> coroutine -> Optional.of(bundle(coroutine, coroutine(coroutine)));
            case Generator<?> generator -> Optional.of(bundle(generator, generator("Generator", generator)));
            case AsyncGenerator<?> generator -> Optional.of(bundle(generator, generator("AsyncGenerator", generator)));
            case EventLoop loop -> Optional.of(bundle(loop, loop(loop)));
            default -> Optional.empty();
        };
    }

    /// The first entry is the heading: the kind of thing and its state.
    private MimeBundle bundle(Object value, Map<String, String> rows) {
        var html = new StringBuilder("<table>");
        rows.forEach((name, text) -> html.append("<tr><th scope=\"row\" style=\"text-align: left\">")
                .append(Html.escape(name))
                .append("</th><td style=\"text-align: left\">")
                .append(Html.escape(text))
                .append("</td></tr>"));
        return MimeBundle.of("text/html", html.append("</table>").toString(), texts.text(value));
    }

    private Map<String, String> future(AsyncFuture<?> future) {
        var rows = new LinkedHashMap<String, String>();
        String kind = future instanceof Task ? "Task" : future.getClass().getSimpleName();
        rows.put(kind, TaskWords.state(future));
        if (future instanceof Task<?> task) rows.put("name", task.getName());
        future.peek().ifPresent(outcome -> {
            switch (outcome) {
                case Success(var result) -> rows.put("result", texts.line(result));
                case Failure(CancelledError _) -> {} // the state says it
                case Failure(var error) -> rows.put("error", texts.line(error));
            }
        });
        if (future instanceof Task<?> task && !task.done()) describe(task, rows);
        return rows;
    }

    private void describe(Task<?> task, Map<String, String> rows) {
        String wait = TaskWords.of(task).waitsFor(task);
        if (!wait.isEmpty()) rows.put("waits for", wait);
        String place = TaskWords.place(task);
        if (!place.isEmpty()) rows.put("at", place);
        var coroutine = task.getCoro();
        if (coroutine != null) rows.put("runs", texts.line(coroutine));
    }

    private Map<String, String> coroutine(Coroutine<?> coroutine) {
        var rows = new LinkedHashMap<String, String>();
        rows.put("Coroutine", coroutine.started() ? "✓ started or closed" : "○ not started");
        rows.put("made", texts.line(coroutine));
        if (!coroutine.started()) rows.put("to run it", "await it, or pass it to createTask(…) or run(…)");
        return rows;
    }

    private static Map<String, String> generator(String kind, Object generator) {
        String words = generator.toString();
        return Map.of(kind, words.substring(words.indexOf(' ') + 1, words.length() - 1));
    }

    private static Map<String, String> loop(EventLoop loop) {
        var rows = new LinkedHashMap<String, String>();
        rows.put("EventLoop", loop.isClosed() ? "⊘ closed" : loop.isRunning() ? "▶ running" : "○ not running");
        rows.put("its time", "%.3f s".formatted(loop.time()));
        if (Loops.isOurs(loop)) {
            var now = loop.snapshot();
            rows.put("ready", String.valueOf(now.ready().size()));
            rows.put("timers", String.valueOf(now.timers().size()));
            rows.put("waiting tasks", String.valueOf(now.waiting().size()));
            rows.put("to see more", "loopView(loop), taskTree(loop)");
        }
        return rows;
    }
}

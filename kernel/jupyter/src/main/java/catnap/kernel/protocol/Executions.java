package catnap.kernel.protocol;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.session.CellOutcome;
import catnap.kernel.session.CellOutcome.Done;
import catnap.kernel.session.CellOutcome.Failed;
import catnap.kernel.session.Session;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs the cells of one shell, one after another, in the order they came, on that shell's thread.
final class Executions {
    /// What a reply holds besides the outcome.
    private record Extras(int count, Optional<JsonObject> expressions, JsonArray payload) {}

    private static final int PAUSE_MILLIS = 50;

    // An empty one says: look whether it is closed.
    private final BlockingQueue<Optional<Cell>> queue = new LinkedBlockingQueue<>();
    private final Session session;
    private final History history;
    private final Desk desk;
    private volatile boolean closed;
    private volatile boolean memoryUsedUp; // by the cell that is running
    private final AtomicInteger counter; // of all shells: the number of the last cell that was counted

    /// @param counter counts the cells of all shells
    Executions(Session session, History history, Desk desk, AtomicInteger counter) {
        this.session = session;
        this.history = history;
        this.desk = desk;
        this.counter = counter;
    }

    void submit(Request request) throws MalformedMessage {
        queue.add(Optional.of(Cell.of(request)));
    }

    /// Runs cells until [#close]; aborts those that are left then. The calling thread is the shell thread.
    void run() {
        while (!closed) {
            try {
                next().ifPresent(this::handle);
            } catch (InterruptedException _) {
                // A Stop that came too late for its cell.
            } catch (Throwable e) { // The queue goes on, whatever happened: a kernel without this thread is dead.
                desk.reserve().release();
                desk.log().failed("the shell thread", e);
            }
        }
        takeAll().forEach(this::abort);
    }

    /// The next cell. Those before it are written to the history in the first pause: one that comes right after
    /// another does not wait for a disk.
    private Optional<Cell> next() throws InterruptedException {
        var next = queue.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) return next;
        history.save();
        return queue.take();
    }

    /// Notes that the cell which is running is being stopped because the memory is used up. Any thread.
    void noteMemoryUsedUp() {
        memoryUsedUp = true;
        desk.reserve().release();
    }

    /// Takes no further cell; [#run] returns when the one that is running has ended. Any thread.
    void close() {
        closed = true;
        queue.add(Optional.empty());
    }

    private void handle(Cell cell) {
        try {
            execute(cell);
        } catch (RuntimeException | Error e) { // Whatever happened, the front end is told how its cell ended.
            desk.reserve().release();
            desk.log().failed("execute_request", e);
            finish(cell, Instant.now(), failed(e), new Extras(counter.get(), Optional.empty(), new JsonArray()));
        }
    }

    private void execute(Cell cell) {
        var started = Instant.now();
        Thread.interrupted(); // A Stop that came too late for the cell before must not hit this one.
        int number = cell.storeHistory() ? counter.incrementAndGet() : counter.get() + 1;
        var output = new CellPublisher(cell.request(), cell.takesInput(), desk);
        desk.statuses().cellBegins(cell.request());
        if (!cell.silent()) {
            output.publish("execute_input", input(cell.source(), number));
        }
        Publisher publisher = cell.silent() ? new SilentPublisher(output) : output;
        var outcome = run(cell, number, publisher);
        if (cell.storeHistory()) {
            history.add(number, cell.source(), plainText(outcome));
        }
        if (!cell.silent()) {
            publishOutcome(outcome, number, output);
        }
        Optional<JsonObject> expressions =
                outcome instanceof Done && !cell.expressions().isEmpty()
                        ? Optional.of(evaluate(cell, number, publisher))
                        : Optional.empty();
        output.flush();
        finish(
                cell,
                started,
                outcome,
                new Extras(cell.storeHistory() ? number : number - 1, expressions, output.payload()));
        history.saveIfMany();
    }

    private CellOutcome run(Cell cell, int number, Publisher publisher) {
        desk.reserve().restore();
        memoryUsedUp = false;
        try {
            var outcome = session.execute(number, cell.source(), publisher);
            return outcome instanceof Failed failure && memoryUsedUp ? outOfMemory(failure) : outcome;
        } catch (RuntimeException | Error e) { // Even an error the session did not expect must only end the cell.
            desk.reserve().release();
            desk.log().failed("cell " + number, e);
            return failed(e);
        }
    }

    private static Failed outOfMemory(Failed failure) {
        // Not formatted(): its first use loads a language's number format, and there is no memory for that.
        var message = "the cell has used up the memory of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB, and its variables still hold it";
        var lines = new ArrayList<>(failure.traceback());
        lines.add("OutOfMemoryError: " + message);
        return new Failed("OutOfMemoryError", message, lines);
    }

    private JsonObject evaluate(Cell cell, int number, Publisher publisher) {
        var values = new JsonObject();
        session.evaluate(number, cell.expressions(), publisher)
                .forEach((name, outcome) -> values.add(name, value(outcome)));
        return values;
    }

    private static JsonObject value(CellOutcome outcome) {
        return switch (outcome) {
            case Done(var result) -> Contents.addBundle(Contents.ok(), result.orElse(MimeBundle.text("null")));
            case Failed failure -> Contents.errorReply(failure);
        };
    }

    private static JsonObject input(String source, int number) {
        var content = new JsonObject();
        content.addProperty("code", source);
        content.addProperty("execution_count", number);
        return content;
    }

    private static void publishOutcome(CellOutcome outcome, int number, CellPublisher output) {
        switch (outcome) {
            case Done(var result) ->
                result.ifPresent(bundle -> {
                    var content = Contents.bundle(bundle);
                    content.addProperty("execution_count", number);
                    output.publish("execute_result", content);
                });
            case Failed failure -> output.publish("error", Contents.error(failure));
        }
    }

    private void finish(Cell cell, Instant started, CellOutcome outcome, Extras extras) {
        var content = switch (outcome) {
            case Done _ -> Contents.ok();
            case Failed failure -> Contents.errorReply(failure);
        };
        content.addProperty("execution_count", extras.count());
        content.add("user_expressions", extras.expressions().orElseGet(JsonObject::new));
        content.add("payload", extras.payload());
        var metadata = new JsonObject();
        metadata.addProperty("started", Headers.utc(started));
        boolean aborts = outcome instanceof Failed && cell.stopOnError();
        List<Cell> behind = aborts ? takeAllThatCame() : List.of();
        desk.post().reply(cell.request(), metadata, content);
        desk.statuses().cellEnds(cell.request());
        behind.forEach(this::abort);
    }

    /// What came before the reply goes out was sent without knowing of the error, and is aborted; what comes later was
    /// not.
    private List<Cell> takeAllThatCame() {
        var taken = new CompletableFuture<List<Cell>>();
        desk.io().soon(() -> taken.complete(takeAll()));
        return taken.join();
    }

    private List<Cell> takeAll() {
        var cells = new ArrayList<Optional<Cell>>();
        queue.drainTo(cells);
        return cells.stream().flatMap(Optional::stream).toList();
    }

    private void abort(Cell cell) {
        var content = Contents.aborted();
        content.addProperty("execution_count", counter.get());
        desk.statuses().busy(cell.request());
        desk.post().reply(cell.request(), content);
        desk.statuses().idle(cell.request());
    }

    private static @Nullable String plainText(CellOutcome outcome) {
        return outcome instanceof Done(var result)
                ? result.map(bundle -> bundle.data().get("text/plain"))
                        .map(String::valueOf)
                        .orElse(null)
                : null;
    }

    private static Failed failed(Throwable e) {
        return new Failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of(e.toString()));
    }
}

package catnap.kernel.session;

import catnap.asyncio.Leftovers;
import catnap.asyncio.fiber.Fiber;
import catnap.kernel.java.Compilation;
import catnap.kernel.java.CompiledCell;
import catnap.kernel.java.JavaSession;
import catnap.kernel.output.CellStreams;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.PictureRenderer;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Values;
import catnap.kernel.report.CompileReport;
import catnap.kernel.report.Traceback;
import catnap.kernel.session.CellRun.Ending;
import catnap.kernel.weave.MonitorWatch;
import catnap.kernel.weave.StopCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One learner's kernel without the protocol: a Java session, an event loop that outlives the cells, and the right to
/// stop them.
///
/// Cells are executed by one thread, the shell's: it compiles them, and the loop's thread runs them, each as a task.
/// Everything else may be called by any thread at any time, also while a cell runs.
public final class Session implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CompletableFuture<JavaSession> java = new CompletableFuture<>();
    private final Values values = new Values(List.of(new PictureRenderer()), JavaSession::readable);
    private final Editor editor = new Editor(java);
    private final Traceback traceback;
    private final CellReports reports;
    private final AtomicReference<@Nullable CellRun> running = new AtomicReference<>(); // any thread
    private volatile LoopThread loop; // any thread; replaced if code holds it for ever

    private Session() {
        traceback = new Traceback(
                frame -> java.isDone() ? java.join().place(frame) : Optional.empty(), JavaSession::readable);
        reports = new CellReports(traceback);
        loop = LoopThread.start(reports::lost, reports::slow, getClass().getClassLoader());
    }

    /// A session that is being warmed up in the background: what needs Java waits for it.
    public static Session start() {
        var session = new Session();
        CellStreams.install(Session::publisher);
        StopCheck.ownedBy(() -> {
            CellRun run = Owner.current();
            return run == null ? null : run.token();
        });
        Fiber.setSuspensionCheck(MonitorWatch::check);
        Leftovers.trackCoroutines(true);
        Thread.ofPlatform().daemon().name("catnap-warm-up").start(session::warmUp);
        return session;
    }

    private static @Nullable Publisher publisher() {
        CellRun run = Owner.current();
        return run == null ? null : run.publisher();
    }

    private void warmUp() {
        try {
            var session = new JavaSession(Preload.IMPORTS, System.getProperty("java.class.path"));
            loop.setContextClassLoader(session.loader());
            java.complete(session);
            session.meet(Preload.CLASSES);
            rehearse(session);
        } catch (Throwable broken) {
            java.completeExceptionally(broken);
        }
    }

    /// Warms what learners will use, the smallest first: a cell that comes meanwhile waits for one of these at most.
    private void rehearse(JavaSession session) throws InterruptedException {
        for (String cell : Preload.REHEARSALS) {
            awaitPause();
            session.rehearse(cell);
        }
        awaitPause();
        editor.rehearse();
    }

    private void awaitPause() throws InterruptedException {
        while (running.get() != null) Thread.sleep(PAUSE);
    }

    /// Runs a cell to its end. Shell thread only; waits for the warm-up, if it must.
    ///
    /// @param number the cell's number, as in `In [7]`
    /// @param out where everything goes that the cell prints, now or later
    public CellOutcome execute(int number, String source, Publisher out) {
        var run = new CellRun(number, out);
        running.set(run);
        Owner.newest(run);
        try {
            return execute(run, source);
        } catch (RuntimeException | Error fault) {
            return failed(
                    traceback.name(fault), "the kernel could not run this cell: " + traceback.message(fault), fault);
        } finally {
            running.compareAndSet(run, null);
        }
    }

    /// Evaluates expressions beside a cell, each for itself, as Jupyter's `user_expressions` asks. Shell thread only.
    public Map<String, CellOutcome> evaluate(int number, Map<String, String> expressions, Publisher out) {
        var outcomes = new LinkedHashMap<String, CellOutcome>();
        expressions.forEach((name, expression) -> outcomes.put(name, execute(number, expression, out)));
        return outcomes;
    }

    /// Stops the cell that is running, if one is. The second time it does so without asking first.
    public void interrupt() {
        CellRun run = running.get();
        if (run == null) return;
        boolean again = run.isStopped();
        run.markStopped();
        Thread.ofPlatform().daemon().name("catnap-stop").start(() -> stop(run, again));
    }

    private void stop(CellRun run, boolean again) {
        LoopThread held = loop;
        try {
            if (!new Stopper(run, held).stop(again)) abandon(run, held);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Goes on with a new loop where code of the JDK holds the old one and cannot be stopped; the variables stay.
    private synchronized void abandon(CellRun run, LoopThread held) {
        if (run.ended()) return;
        if (loop.equals(held))
            loop = LoopThread.start(reports::lost, reports::slow, java.join().loader());
        run.ending().complete(new Ending(Optional.empty(), new LoopHeld(held.stackTrace())));
    }

    /// What could stand at the cursor; nothing while the session is warming up.
    ///
    /// @param cursor in UTF-16 units
    public Completions complete(String code, int cursor) {
        return editor.complete(code, cursor);
    }

    /// What there is to say about the name at the cursor, as `text/plain` and `text/markdown`.
    ///
    /// @param detail Jupyter's `detail_level`; both levels say the same
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return editor.inspect(code, cursor);
    }

    /// Whether the text is ready to run.
    public Completeness isComplete(String code) {
        return editor.isComplete(code);
    }

    /// Ends the session: its tasks are given up, its threads end. Quick.
    @Override
    public void close() {
        interrupt();
        loop.close();
    }

    private CellOutcome execute(CellRun run, String source) {
        JavaSession session = java.join();
        return switch (session.compile(run.number(), source)) {
            case Compilation.Rejected(var _, var problems) ->
                new CellOutcome.Failed("CompileError", CompileReport.headline(problems), CompileReport.lines(problems));
            case Compilation.Ready(var cell) -> {
                reports.notes(cell, run.publisher());
                yield cell.runs() ? outcome(session, run, cell) : new CellOutcome.Done(Optional.empty());
            }
        };
    }

    private CellOutcome outcome(JavaSession session, CellRun run, CompiledCell cell) {
        new CellTask(run, cell, values, loop.loop(), () -> reports.leftBehind(session, run)).start();
        Ending ending = run.ending().join();
        Throwable error = ending.error();
        if (error == null) return new CellOutcome.Done(ending.result());
        session.abandon(cell);
        if (run.isStopped()) {
            if (!traceback.hasPlace(error)) error.setStackTrace(run.stoppedAt().toArray(StackTraceElement[]::new));
            String message = error instanceof LoopHeld ? traceback.message(error) : "the cell was stopped";
            return new CellOutcome.Failed("Interrupted", message, traceback.lines(error, "Interrupted", message));
        }
        return failed(traceback.name(error), traceback.message(error), error);
    }

    private CellOutcome.Failed failed(String name, String message, Throwable error) {
        return new CellOutcome.Failed(name, message, traceback.lines(error));
    }
}

package catnap.kernel.session;

import catnap.asyncio.Leftovers;
import catnap.asyncio.fiber.Fiber;
import catnap.kernel.java.JavaSession;
import catnap.kernel.magic.MagicEditor;
import catnap.kernel.magic.Magics;
import catnap.kernel.output.CellStreams;
import catnap.kernel.output.Displays;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Values;
import catnap.kernel.report.Traceback;
import catnap.kernel.session.CellRun.Ending;
import catnap.kernel.weave.StopCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// One learner's kernel without the protocol: a Java session, an event loop that outlives the cells, and the right to
/// stop them.
///
/// Cells are executed by their shell's thread, the main one's or a subshell's: it compiles them, one at a time, and the
/// loop's thread runs them, each as a task. Everything else may be called by any thread at any time, also while a cell
/// runs.
public final class Session implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final CompletableFuture<JavaSession> java = new CompletableFuture<>();
    private final Magics magics = Magics.standard();
    private final Editor editor = new Editor(java, new MagicEditor(magics));
    private final Traceback traceback;
    private final CellReports reports;
    private final CellFlow.Tools tools;
    private final Set<CellRun> running = ConcurrentHashMap.newKeySet(); // any thread
    private volatile long lastEnd = System.nanoTime(); // of a cell, or of the session's making; any thread
    private volatile LoopThread loop; // any thread; replaced if code holds it for ever

    private Session() {
        traceback = new Traceback(
                frame -> java.isDone() ? java.join().place(frame) : Optional.empty(), JavaSession::readable);
        reports = new CellReports(traceback);
        loop = LoopThread.start(reports::lost, reports::slow, getClass().getClassLoader());
        var values = Values.ofNotebook(JavaSession::readable);
        tools = new CellFlow.Tools(magics, values, traceback, reports, () -> loop.loop());
    }

    /// A session to be warmed up: what needs Java waits for that.
    public static Session start() {
        var session = new Session();
        CellStreams.install(CellSurroundings::owner);
        Displays.install(new CellSurroundings(session.tools.values()));
        StopCheck.ownedBy(() -> {
            CellRun run = Owner.current();
            if (run == null) return null;
            session.loop.noteAsker(run);
            return run.token();
        });
        Fiber.addSuspensionCheck(CellMonitors.CHECK);
        Leftovers.trackCoroutines(true);
        Thread.setDefaultUncaughtExceptionHandler(session.reports::died);
        return session;
    }

    /// Gets Java ready in the background. To be called once, as soon as nothing else has to be made ready that somebody
    /// waits for: with two processors each thread more holds the others up.
    public void warmUp() {
        Thread.ofPlatform().daemon().name("catnap-warm-up").start(this::makeReady);
    }

    private void makeReady() {
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

    /// Cells that come one right after the other warm what they need themselves, and nobody asks the editor meanwhile.
    private void awaitPause() throws InterruptedException {
        while (!running.isEmpty() || System.nanoTime() - lastEnd < PAUSE.toNanos()) Thread.sleep(PAUSE);
    }

    /// Runs a cell to its end; waits for the warm-up, if it must. A thread of the caller's own, which is a shell: where
    /// there are several, their cells are tasks of the one loop, and one runs while another awaits.
    ///
    /// @param number the cell's number, as in `In [7]`
    /// @param out where everything goes that the cell prints, now or later
    public CellOutcome execute(int number, String source, Publisher out) {
        var run = new CellRun(number, out);
        running.add(run);
        Owner.newest(run);
        try {
            return execute(run, source);
        } catch (RuntimeException | Error fault) {
            String message = fault instanceof StackOverflowError
                    ? "this cell is nested too deeply for the compiler: take it apart"
                    : "the kernel could not run this cell: " + traceback.message(fault);
            return new CellOutcome.Failed(traceback.name(fault), message, traceback.lines(fault));
        } finally {
            lastEnd = System.nanoTime();
            run.finishUp();
            running.remove(run);
        }
    }

    /// Evaluates expressions beside a cell, each for itself, as Jupyter's `user_expressions` asks. Shell thread only.
    public Map<String, CellOutcome> evaluate(int number, Map<String, String> expressions, Publisher out) {
        var outcomes = new LinkedHashMap<String, CellOutcome>();
        expressions.forEach((name, expression) -> outcomes.put(name, execute(number, expression, out)));
        return outcomes;
    }

    /// Stops the cells that are running, if any are. The second time it does so without asking first.
    public void interrupt() {
        running.forEach(this::interrupt);
    }

    private void interrupt(CellRun run) {
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
        if (run.ended()) {
            run.release();
            return;
        }
        if (loop.equals(held)) {
            run.abandon();
            loop = LoopThread.start(reports::lost, reports::slow, java.join().loader());
            // Should the code ever come back, it ends at its next check, and so does the loop with its tasks.
            held.endWithStep(() -> run.token().release());
        } else {
            run.release();
        }
        run.ending().complete(new Ending(Optional.empty(), new LoopHeld(held.stackTrace())));
    }

    /// What could stand at the cursor. Waits, as all questions do, for a session that is still warming up.
    ///
    /// @param cursor in UTF-16 units
    public Completions complete(String code, int cursor) {
        return editor.complete(code, cursor);
    }

    /// What there is to say about the name at the cursor, as `text/plain` and `text/markdown`.
    ///
    /// @param detail Jupyter's `detail_level`; from 1 on the source is told too
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return editor.inspect(code, cursor, detail > 0);
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
        return new CellFlow(java.join(), run, tools).execute(source);
    }
}

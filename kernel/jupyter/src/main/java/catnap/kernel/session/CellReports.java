package catnap.kernel.session;

import catnap.asyncio.Coroutine;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.SlowStep;
import catnap.asyncio.Task;
import catnap.kernel.java.CompiledCell;
import catnap.kernel.java.JavaSession;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Publisher.Stream;
import catnap.kernel.report.CompileReport;
import catnap.kernel.report.Traceback;
import catnap.kernel.weave.CellStopped;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// What a learner is told besides results and errors, on the error stream of the cell concerned: names that are not
/// there yet, coroutines nobody awaited, errors nobody read.
final class CellReports {
    private final Traceback traceback;
    private final Set<Coroutine<?>> shown = Collections.newSetFromMap(new WeakHashMap<>()); // loop thread only

    CellReports(Traceback traceback) {
        this.traceback = traceback;
    }

    /// What is to say of a cell that compiled.
    void notes(CompiledCell cell, Publisher out) {
        for (var note : cell.notes()) {
            print(out, note.headline());
            CompileReport.lines(note.problems()).forEach(line -> print(out, line));
        }
    }

    /// Tells what a cell leaves behind. Loop thread only.
    void leftBehind(JavaSession session, CellRun run) {
        Task<?> task = run.task();
        if (task == null) return;
        if (run.value() instanceof Coroutine<?> coroutine) shown.add(coroutine);
        // What a variable holds can still be awaited or closed in a later cell; what is shown, can be seen.
        task.getLoop().reportLeftovers(thing -> shown.contains(thing) || session.holds(thing) || mayBeAwaited(thing));
    }

    /// Whether the task that made a coroutine goes on, a local variable of which may hold it.
    private static boolean mayBeAwaited(Object thing) {
        return thing instanceof Coroutine<?> coroutine
                && coroutine.madeBy().filter(maker -> !maker.done()).isPresent();
    }

    /// Tells of an error that nobody waits for, under the cell it belongs to.
    void lost(ErrorContext context) {
        CellRun run = owner(context.future());
        if (run == null) return;
        String who = context.future() == null ? "" : JavaSession.readable(describe(context)) + ": ";
        print(run.publisher(), who + JavaSession.readable(context.message()));
        if (context.exception() != null) {
            traceback.lines(context.exception()).forEach(line -> print(run.publisher(), line));
        }
    }

    /// Tells of a thread that an error has ended, under the cell that began it. That thread.
    void died(Thread thread, Throwable error) {
        if (error instanceof CellStopped) return;
        CellRun run = Owner.current();
        String headline = thread.getName().isEmpty()
                ? "Exception in a virtual thread"
                : "Exception in thread \"" + thread.getName() + "\"";
        if (run == null || !traceback.hasPlace(error)) {
            System.err.print(headline + " ");
            error.printStackTrace();
            return;
        }
        print(run.publisher(), headline);
        traceback.lines(error).forEach(line -> print(run.publisher(), line));
    }

    /// Tells, once for each line of a cell, of code that kept others of the loop waiting. Loop thread only.
    ///
    /// A cell that computes while nobody else has anything to do is left in peace; so is a slow machine.
    void slow(SlowStep step) {
        if (!step.heldOthers() || !step.itsOwnDoing()) return;
        CellRun run = owner(step.what());
        if (run == null || run.isStopped()) return;
        // The innermost frame may be a library's: what counts is the learner's own.
        String where = step.frames().stream()
                .flatMap(frame -> traceback.place(frame).stream())
                .findFirst()
                .map(place -> " in " + place)
                .orElse("");
        if (!run.isFirstOf(where)) return;
        String who = step.what() instanceof Task<?> task ? task.getName() : "a callback";
        print(
                run.publisher(),
                String.format(
                        Locale.ROOT,
                        "%s held the event loop for %.1f s%s: %s",
                        who,
                        step.seconds(),
                        where,
                        SlowStep.REMEDY));
    }

    private static String describe(ErrorContext context) {
        return context.future() instanceof Task<?> task ? task.getName() : String.valueOf(context.future());
    }

    private static @Nullable CellRun owner(@Nullable Object source) {
        CellRun run = source instanceof Task<?> task ? Owner.of(task) : null;
        return run == null ? Owner.current() : run;
    }

    private static void print(Publisher out, String line) {
        out.stream(Stream.STDERR, line + "\n");
    }
}

package catnap.kernel.session;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.CancelledError;
import catnap.asyncio.EventLoop;
import catnap.asyncio.StopIteration;
import catnap.asyncio.Task;
import catnap.kernel.java.CompiledCell;
import catnap.kernel.output.Display;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Values;
import catnap.kernel.session.CellRun.Ending;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs a cell's code as one task of the session's loop: one stack, one context, from the first statement to
/// the last. Its top-level `await` suspends this task like any other.
final class CellTask implements Runnable { // itself, not a lambda: of that the loop would look for the place
    private final CellRun run;
    private final Callable<@Nullable Object> code;
    private final Values values;
    private final EventLoop loop;
    private final Runnable atEnd;

    /// @param atEnd called on the loop's thread when the cell has ended, before anybody is told
    CellTask(CellRun run, Callable<@Nullable Object> code, Values values, EventLoop loop, Runnable atEnd) {
        this.run = run;
        this.code = code;
        this.values = values;
        this.loop = loop;
        this.atEnd = atEnd;
    }

    /// The statements of a compiled cell, as code that may throw what Java declares.
    static Callable<@Nullable Object> code(CompiledCell cell) {
        return () -> {
            try {
                return cell.call();
            } catch (StopIteration end) {
                throw new UndeclaredError(
                        end); // to a coroutine it would be a stray one; a learner is to see it as it is
            } catch (Exception | Error error) {
                throw error;
            } catch (Throwable other) {
                throw new UndeclaredError(other);
            }
        };
    }

    /// Puts the cell into the loop's queue. Any thread.
    void start() {
        // What is scheduled here inherits this context, and with it the owner.
        var _ = Owner.on(run, () -> loop.callSoonThreadsafe(this));
    }

    /// On the loop's thread.
    @Override
    public void run() {
        if (run.isStopped()) {
            run.ending().complete(stopped());
            return;
        }
        Task<Optional<MimeBundle>> task = loop.createTask(Asyncio.async(this::body), "cell " + run.number());
        task.allowNestedRun();
        run.task(task);
        task.addDoneCallback(this::end);
    }

    /// The value is rendered here because that may run the learner's `toString`.
    private Optional<MimeBundle> body() throws Exception {
        Object value = code.call();
        run.value(value);
        // What changes is no result: no front end can change one afterwards.
        boolean changes = Display.follow(new CellSurroundings(values), run.publisher(), value);
        return changes ? Optional.empty() : values.render(value);
    }

    private void end(AsyncFuture<Optional<MimeBundle>> task) {
        Ending ending = ending(task);
        // Whatever the force has hit, a thread that the code waited for perhaps: the cell did not end by itself.
        if (ending.error() == null && run.token().isStopped()) ending = stopped();
        try {
            run.finish();
            atEnd.run();
            run.value(null); // the run is known to the classes of its cell, and would hold it as long
        } finally {
            run.ending().complete(ending);
        }
    }

    private static Ending ending(AsyncFuture<Optional<MimeBundle>> task) {
        try {
            return new Ending(task.result(), null);
        } catch (UndeclaredError wrapper) {
            return new Ending(Optional.empty(), wrapper.getCause());
        } catch (Throwable error) {
            return new Ending(Optional.empty(), error);
        }
    }

    private static Ending stopped() {
        return new Ending(Optional.empty(), new CancelledError());
    }

    /// Carries what code that knows exceptions and errors alone would not let through as itself: a learner's
    /// `class Oops extends Throwable`, say.
    private static final class UndeclaredError extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndeclaredError(Throwable cause) {
            super(cause);
        }

        @Override
        public synchronized Throwable getCause() {
            Throwable cause = super.getCause();
            return cause == null ? this : cause;
        }
    }
}

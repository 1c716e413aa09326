package catnap.kernel.session;

import catnap.asyncio.Asyncio;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Task;
import catnap.kernel.java.Compilation;
import catnap.kernel.java.CompiledCell;
import catnap.kernel.java.HeldVariable;
import catnap.kernel.java.Inspection;
import catnap.kernel.java.JavaSession;
import catnap.kernel.java.Problem;
import catnap.kernel.java.Source;
import catnap.kernel.magic.Around;
import catnap.kernel.magic.CellPart;
import catnap.kernel.magic.CodeFailed;
import catnap.kernel.magic.Magics;
import catnap.kernel.magic.SessionTask;
import catnap.kernel.magic.UsageError;
import catnap.kernel.magic.Workbench;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Values;
import catnap.kernel.report.CompileReport;
import catnap.kernel.report.Traceback;
import catnap.kernel.session.CellRun.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The parts of one cell, run one after another: its Java, and the magics between. Shell thread only, but for
/// what [Workbench] allows elsewhere.
final class CellFlow implements Workbench {
    /// What every cell of a session is run with.
    ///
    /// @param loop the session's loop of the moment
    record Tools(Magics magics, Values values, Traceback traceback, CellReports reports, Supplier<EventLoop> loop) {}

    /// A part that did not come to its end, and what the learner is told of it.
    private static final class Failure extends CodeFailed {
        private static final long serialVersionUID = 1;

        private final transient CellOutcome.Failed outcome;

        Failure(CellOutcome.Failed outcome) {
            super(outcome.message());
            this.outcome = outcome;
        }
    }

    /// Only the last part of a cell has a value to show.
    private static final Around WITHOUT_RESULT = (_, code) -> {
        code.call();
        return null;
    };

    private final JavaSession java;
    private final CellRun run;
    private final Tools tools;

    CellFlow(JavaSession java, CellRun run, Tools tools) {
        this.java = java;
        this.run = run;
        this.tools = tools;
    }

    /// Runs the cell to its end.
    CellOutcome execute(String text) {
        try {
            return new CellOutcome.Done(runCell(new Source(run.number(), text)));
        } catch (CodeFailed failure) {
            return ((Failure) failure).outcome;
        }
    }

    @Override
    public Optional<MimeBundle> runCell(Source cell) throws CodeFailed {
        var reading = tools.magics().read(cell);
        if (!reading.problems().isEmpty()) throw rejected("UsageError", reading.problems());
        if (reading.parts().size() > 1) checkSyntax(reading.parts());
        if (reading.parts().isEmpty()) return Optional.empty();
        for (CellPart part : reading.parts().subList(0, reading.parts().size() - 1)) {
            var _ = run(part, WITHOUT_RESULT);
        }
        return run(reading.parts().getLast(), Around.NOTHING);
    }

    private Optional<MimeBundle> run(CellPart part, Around around) throws CodeFailed {
        return switch (part) {
            case CellPart.Java(var code) -> run(code, around);
            case CellPart.Use use -> run(use);
        };
    }

    /// A mistake in the last part must keep the first one from running, as it does where a cell is one.
    private void checkSyntax(List<CellPart> parts) throws Failure {
        var problems = new ArrayList<Problem>();
        for (CellPart part : parts) {
            switch (part) {
                case CellPart.Java(var code) -> problems.addAll(java.syntaxProblems(code));
                case CellPart.Use use -> {
                    if (use.magic().appliesToJava())
                        problems.addAll(java.syntaxProblems(use.call().code()));
                }
            }
        }
        if (!problems.isEmpty()) throw rejected("CompileError", problems);
    }

    private Optional<MimeBundle> run(CellPart.Use use) throws CodeFailed {
        try {
            return use.magic().run(use.call(), this);
        } catch (CodeFailed told) {
            throw told;
        } catch (UsageError wrong) {
            throw failed("UsageError", use.written() + ": " + tools.traceback().message(wrong), wrong);
        } catch (Exception error) {
            throw failed(tools.traceback().name(error), tools.traceback().message(error), error);
        }
    }

    @Override
    public Optional<MimeBundle> run(Source code, Around around) throws CodeFailed {
        return switch (java.compile(code)) {
            case Compilation.Rejected(var _, var problems) -> throw rejected("CompileError", problems);
            case Compilation.Ready(var cell) -> {
                tools.reports().notes(cell, publisher());
                yield cell.runs() ? run(cell, around) : Optional.empty();
            }
        };
    }

    private Optional<MimeBundle> run(CompiledCell cell, Around around) throws Failure {
        EventLoop loop = loop();
        cell.beginRun(run);
        try {
            return onLoop(loop, () -> around.call(loop, CellTask.code(cell)));
        } catch (Failure failure) {
            java.abandon(cell);
            throw failure;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the work has put its result there
    public <T extends @Nullable Object> T await(Callable<T> work) throws CodeFailed {
        var result = new AtomicReference<@Nullable Object>();
        var _ = onLoop(loop(), () -> {
            result.set(work.call());
            return null;
        });
        return (T) result.get();
    }

    private Optional<MimeBundle> onLoop(EventLoop loop, Callable<@Nullable Object> code) throws Failure {
        run.beginPart();
        new CellTask(run, code, tools.values(), loop, () -> tools.reports().leftBehind(java, run)).start();
        Ending ending = run.ending().join();
        Throwable error = ending.error();
        if (error == null) return ending.result();
        Traceback traceback = tools.traceback();
        if (!run.isStopped()) throw failed(traceback.name(error), traceback.message(error), error);
        if (!traceback.hasPlace(error)) error.setStackTrace(run.stoppedAt().toArray(StackTraceElement[]::new));
        throw failed(
                "Interrupted", error instanceof LoopHeld ? traceback.message(error) : "the cell was stopped", error);
    }

    @Override
    public Publisher publisher() {
        return run.publisher();
    }

    @Override
    public EventLoop loop() {
        return tools.loop().get();
    }

    @Override
    public int cell() {
        return run.number();
    }

    @Override
    public List<HeldVariable> variables() {
        return java.variables();
    }

    @Override
    public Optional<Inspection> inspect(String name) {
        return java.inspect(name, name.length());
    }

    @Override
    public String text(@Nullable Object value) {
        return tools.values().line(value);
    }

    @Override
    public List<SessionTask> tasks() {
        Task<?> here = Asyncio.currentTask();
        return Asyncio.allTasks().stream()
                .filter(task -> !task.equals(here))
                .map(task -> {
                    CellRun owner = Owner.of(task);
                    return new SessionTask(task, owner == null ? 0 : owner.number());
                })
                .toList();
    }

    @Override
    public void addToClassPath(List<Path> entries) {
        java.addToClassPath(entries);
    }

    @Override
    public void reset() {
        java.reset();
    }

    private static Failure rejected(String kind, List<Problem> problems) {
        return new Failure(
                new CellOutcome.Failed(kind, CompileReport.headline(problems), CompileReport.lines(problems)));
    }

    private Failure failed(String name, String message, Throwable error) {
        var lines = name.equals(tools.traceback().name(error))
                ? tools.traceback().lines(error)
                : tools.traceback().lines(error, name, message);
        return new Failure(new CellOutcome.Failed(name, message, lines));
    }
}

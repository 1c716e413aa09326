package catnap.kernel.java;

import catnap.kernel.weave.CellRuns;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cell that is compiled and loaded, ready to run once.
public final class CompiledCell {
    private final Outline outline;
    private final Class<?> type;
    private final MethodHandle body;
    private final CellLines lines;
    private final List<Note> notes;
    private final Map<Names.LiveVariable, Optional<Names.LiveVariable>> newVariables;
    private final List<Recompiled> recompiled;

    /// @param newVariables each with the one whose name it took
    CompiledCell(
            Outline outline,
            Class<?> type,
            CellLines lines,
            List<Note> notes,
            Map<Names.LiveVariable, Optional<Names.LiveVariable>> newVariables,
            List<Recompiled> recompiled)
            throws ReflectiveOperationException {
        this.outline = outline;
        this.type = type;
        this.body = MethodHandles.publicLookup().findStatic(type, CellNames.BODY, MethodType.methodType(Object.class));
        this.lines = lines;
        this.notes = notes;
        this.newVariables = newVariables;
        this.recompiled = recompiled;
    }

    /// What the learner should hear although the cell is good.
    ///
    /// @param headline one sentence
    /// @param problems where it comes from
    public record Note(String headline, List<Problem> problems) {}

    public Source source() {
        return outline.source();
    }

    /// Whether there is anything to run: a cell of declarations has no statements.
    public boolean runs() {
        return outline.runsCode();
    }

    public List<Note> notes() {
        return notes;
    }

    /// Notes in whose name the statements are going to run: what they hand to threads of others belongs to it.
    public void beginRun(Object run) {
        CellRuns.begin(type, run);
    }

    /// Runs the cell's statements. Suspends wherever they await.
    ///
    /// @return the value of the last expression; null if it has none
    /// @throws Throwable whatever the learner's code throws, as itself
    public @Nullable Object call() throws Throwable {
        try {
            return (@Nullable Object) body.invokeExact();
        } catch (Throwable error) {
            lines.correct(error, type.getName());
            throw error;
        }
    }

    /// The new variables that the cell never came to, each with the one whose name it took.
    Map<Names.LiveVariable, Optional<Names.LiveVariable>> unreached() {
        var reached = outline.variables().subList(0, progress());
        var unreached = new LinkedHashMap<>(newVariables);
        unreached.keySet().removeIf(live -> reached.contains(live.variable()));
        return unreached;
    }

    /// The older declarations that were compiled again for variables that the cell never came to.
    List<Recompiled> premature() {
        int reached = progress();
        return recompiled.stream().filter(one -> one.variables() > reached).toList();
    }

    private int progress() {
        try {
            return type.getField(CellNames.PROGRESS).getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

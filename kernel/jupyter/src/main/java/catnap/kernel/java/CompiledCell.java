package catnap.kernel.java;

import java.lang.invoke.MethodHandle;
import java.util.List;

/// A cell that is compiled and loaded, ready to run once.
public final class CompiledCell {
    private final Source source;
    private final MethodHandle body;
    private final boolean runs;
    private final List<Note> notes;
    private final List<Names.LiveVariable> newVariables;

    CompiledCell(
            Source source, MethodHandle body, boolean runs, List<Note> notes, List<Names.LiveVariable> newVariables) {
        this.source = source;
        this.body = body;
        this.runs = runs;
        this.notes = notes;
        this.newVariables = newVariables;
    }

    /// What the learner should hear although the cell is good.
    ///
    /// @param headline one sentence
    /// @param problems where it comes from
    public record Note(String headline, List<Problem> problems) {}

    public Source source() {
        return source;
    }

    /// Whether there is anything to run: a cell of declarations has no statements.
    public boolean runs() {
        return runs;
    }

    public List<Note> notes() {
        return notes;
    }

    /// Runs the cell's statements. Suspends wherever they await.
    ///
    /// @return the value of the last expression; null if it has none
    /// @throws Throwable whatever the learner's code throws, as itself
    public Object call() throws Throwable {
        return (Object) body.invokeExact();
    }

    List<Names.LiveVariable> newVariables() {
        return newVariables;
    }
}

package catnap.kernel.session;

import catnap.kernel.output.MimeBundle;
import java.util.List;
import java.util.Optional;

/// How a cell ended.
public sealed interface CellOutcome {
    /// The cell ran to its end.
    ///
    /// @param result the last expression's value, absent if there is none to show
    record Done(Optional<MimeBundle> result) implements CellOutcome {}

    /// The cell did not compile, threw, or was stopped.
    ///
    /// @param name what kind of error, Jupyter's `ename`: a class name, or `CompileError`, or `Interrupted`
    /// @param message one sentence, Jupyter's `evalue`
    /// @param traceback the lines to show, with ANSI colours; the learner's own lines first
    record Failed(String name, String message, List<String> traceback) implements CellOutcome {}
}

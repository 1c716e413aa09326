package catnap.kernel.java;

import java.util.List;

/// What became of a cell's text.
public sealed interface Compilation {
    /// It compiled and its names are known from now on.
    record Ready(CompiledCell cell) implements Compilation {}

    /// It did not compile: nothing of it ran, and no name changed.
    record Rejected(Source source, List<Problem> problems) implements Compilation {}
}

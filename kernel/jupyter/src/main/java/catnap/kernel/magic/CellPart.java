package catnap.kernel.magic;

import catnap.kernel.java.Source;

/// A piece of a cell that is run as one.
public sealed interface CellPart {
    /// Java, on the lines and in the columns where it stands in the cell.
    record Java(Source code) implements CellPart {}

    /// A magic.
    ///
    /// @param written as the learner wrote its name: `%time`
    record Use(Magic magic, String written, Call call) implements CellPart {}
}

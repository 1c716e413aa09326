/// Cells in, running Java out. A cell is split into chunks, compiled as one class by one run of javac, woven and
/// loaded; names live on from cell to cell. Knows no Jupyter and no thread of its own: whoever holds a
/// [JavaSession] compiles on one thread and runs the [CompiledCell] wherever it likes.
///
/// Read [JavaSession] first, then [CellCompiler], then [Names]. Why one class a cell, and not JShell's one class a
/// snippet: decision 020.
@NullMarked
package catnap.kernel.java;

import org.jspecify.annotations.NullMarked;

/// The bytecode of cells, between javac and the class loader: every loop can be stopped, every call to another
/// cell's method finds its newest body, every line number is the cell's own, and what nobody needs any more is
/// unloaded. Depends on the JDK alone.
///
/// Read [Weaver] first, then [StopCheck] and [CellLoader].
@NullMarked
package catnap.kernel.weave;

import org.jspecify.annotations.NullMarked;

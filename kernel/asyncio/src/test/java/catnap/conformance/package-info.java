/// The reference programs of CPython's asyncio, written again in Java, line for line. What the two print must agree:
/// [ConformanceTest] compares the twins with the recorded lines, and with the machine's own Python where there is
/// one. Where they may differ stands in [Differences], with the reason. The room is outside of `catnap.asyncio`, so
/// that the twins see what a user sees.
@NullMarked
package catnap.conformance;

import org.jspecify.annotations.NullMarked;

/// Pictures of running code: as SVG, and the same as text. A [Timeline] is drawn in three steps that know nothing of
/// each other: a recorded [catnap.asyncio.trace.Trace] becomes a [Chart] of lanes and intervals, and two writers draw
/// it. Learners call [Pictures].
@NullMarked
package catnap.kernel.picture;

import org.jspecify.annotations.NullMarked;

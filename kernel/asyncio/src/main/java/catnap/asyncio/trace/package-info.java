/// Recorders of what happens on a loop. A [Recorder] watches a loop and gives a [Trace]: who ran when, what everybody
/// waited for, who woke whom. Nothing here draws; `catnap.kernel.picture` does.
@NullMarked
package catnap.asyncio.trace;

import org.jspecify.annotations.NullMarked;

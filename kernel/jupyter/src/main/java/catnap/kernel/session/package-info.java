/// One learner: their event loop, their cells, and Stop. Knows no message and no socket. Read [Session] first.
@NullMarked
package catnap.kernel.session;

import org.jspecify.annotations.NullMarked;

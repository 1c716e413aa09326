/// Errors in the learner's words: their own line first, what javac or the JVM says about it, and the remedy where the
/// lesson knows one. Frames of the kernel are left out; causes never are. Read [CompileReport] and [Traceback] first.
@NullMarked
package catnap.kernel.report;

import org.jspecify.annotations.NullMarked;

/// Finds libraries for `%maven`: Maven's own resolver, kept apart from the kernel. It is loaded when it is
/// first asked for, by a class loader of its own, so that neither start-up nor the learner's class path know of
/// it.
@NullMarked
package catnap.maven;

import org.jspecify.annotations.NullMarked;

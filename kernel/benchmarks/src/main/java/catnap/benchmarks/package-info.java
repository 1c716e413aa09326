/// Programs that measure; not shipped. [CatnapPeer] runs the workloads that the peers in other languages run, and
/// prints the same lines, so that all of them can be compared in one run.
@NullMarked
package catnap.benchmarks;

import org.jspecify.annotations.NullMarked;

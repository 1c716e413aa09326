/// Long and random runs, to find what nobody thought of. [StressTest] is the door: [Turmoil] lets actors loose on
/// things that they share, and each [Shared] thing keeps books beside what it wraps, so that it can tell when the two
/// disagree. A seed tells the whole story, so what it finds can be told again.
///
/// The room is outside of `catnap.asyncio`, so that it sees what a user sees.
@NullMarked
package catnap.stress;

import org.jspecify.annotations.NullMarked;

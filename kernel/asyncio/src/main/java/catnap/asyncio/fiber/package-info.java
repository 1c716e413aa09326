/// Suspended stacks, and nothing else. A [Fiber] is a body that can stop in the middle and go on later; tasks and
/// generators are built on it. This is the only room that names `jdk.internal`. Read [Fiber] first.
@NullMarked
package catnap.asyncio.fiber;

import org.jspecify.annotations.NullMarked;

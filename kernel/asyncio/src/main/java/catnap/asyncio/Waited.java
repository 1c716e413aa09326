package catnap.asyncio;

import java.util.Set;

/// What has become of the tasks that [Asyncio#waitTasks] waited for; both sets are in the order given.
///
/// @param <F> tasks or futures
/// @param done those that are done, well or not
/// @param pending those that are not
public record Waited<F extends AsyncFuture<?>>(Set<F> done, Set<F> pending) {}

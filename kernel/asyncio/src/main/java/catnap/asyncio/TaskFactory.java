package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Who makes the tasks of a loop; see [EventLoop#setTaskFactory]. As it works for every type of result it cannot
/// be a lambda, but a method reference: `loop.setTaskFactory(Asyncio::eagerTaskFactory)`.
@FunctionalInterface
public interface TaskFactory {
    /// Makes a task, best by [Task#of]; the coroutine may be wrapped in another first.
    ///
    /// @param name `null` for one made from a number
    /// @param context the one that every step is to run in
    <T extends @Nullable Object> Task<T> make(
            EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context);
}

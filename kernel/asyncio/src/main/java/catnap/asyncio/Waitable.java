package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// What a suspended task waits on, seen from the one that wants to cancel the task.
sealed interface Waitable permits AsyncFuture, Sleep, Waiter {
    /// Ends the wait by cancelling what is waited on.
    ///
    /// @return false if it is over already, so that the task itself must be told
    boolean cancel(@Nullable String message);
}

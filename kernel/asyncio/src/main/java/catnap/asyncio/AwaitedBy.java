package catnap.asyncio;

import java.util.List;

/// One task through which an error came because it awaited what had failed: what the error's own stack trace cannot
/// show, as that ends at the bottom of the task that failed.
///
/// Known while [Leftovers#trackCoroutines] is on, as in debug mode and in a notebook.
///
/// @param task the name of the task that awaited
/// @param frames where it did: the frames of the user's code, newest first
public record AwaitedBy(String task, List<StackTraceElement> frames) {
    /// Who awaited what failed with this very error, who awaited that one, and so on; empty if nobody did, if it is
    /// not known, or if hundreds of other errors have been awaited since. Any thread.
    public static List<AwaitedBy> of(Throwable error) {
        return Awaiters.of(error);
    }
}

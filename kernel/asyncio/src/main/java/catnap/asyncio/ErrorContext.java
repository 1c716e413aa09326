package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// An error that nobody is waiting for, with all that is known of it; see [EventLoop#setExceptionHandler].
///
/// @param message what happened, one sentence
/// @param exception the error itself, if there is one
/// @param future the future or task it comes from, if any
/// @param handle the callback it comes from, if any
public record ErrorContext(
        String message,
        @Nullable Throwable exception,
        @Nullable AsyncFuture<?> future,
        @Nullable Handle handle) {}

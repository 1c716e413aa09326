package catnap.asyncio.trace;

import org.jspecify.annotations.Nullable;

/// A task of a recorded run.
///
/// @param id its number in the recording, counted from 0
/// @param name its own name if somebody gave it one, else the method that made its coroutine, else `Task-7`
/// @param parent the task that made it; [Event#NOBODY] if it was made by a callback or was there before
/// @param guest it does not belong to what was recorded, and only shared the loop
/// @param bornNanos when it was made; 0 if before the recording
/// @param endNanos when it ended; the recording's end if it has not
/// @param end how it ended
/// @param error its error in one line, if it failed
public record TracedTask(
        int id,
        String name,
        int parent,
        boolean guest,
        long bornNanos,
        long endNanos,
        End end,
        @Nullable String error) {}

package catnap.kernel.magic;

import catnap.asyncio.Task;

/// A task of the session's loop.
///
/// @param cell the number of the cell that it belongs to; 0 if it is nobody's
public record SessionTask(Task<?> task, int cell) {}

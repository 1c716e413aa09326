package catnap.asyncio;

import java.util.List;

/// Where a task stands, and who waits for it, and so on: asyncio's `FutureCallGraph`. Taken by
/// [Asyncio#captureCallGraph(AsyncFuture)].
///
/// @param future the task or future
/// @param callStack the frames of the user's code that the task stands in, newest first; those of coroutines
///     that it awaits directly are among them, as they run on the same stack
/// @param awaitedBy the graphs of the tasks that wait for it
public record FutureCallGraph(
        AsyncFuture<?> future, List<StackTraceElement> callStack, List<FutureCallGraph> awaitedBy) {
    /// The graph as a text, in the form that asyncio prints:
    ///
    /// ```
    /// * Task(name='Task-2', id=0x1b28cdfa)
    ///   + Call stack:
    ///   |   File 'Lesson.java', line 3, in getCatFact()
    ///   + Awaited by:
    ///     * Task(name='Task-1', id=0x2f7a2457)
    /// ```
    public String format() {
        var text = new StringBuilder();
        appendTo(text, "");
        return text.toString();
    }

    private void appendTo(StringBuilder text, String indent) {
        String id = "id=0x" + Integer.toHexString(System.identityHashCode(future));
        String name = future instanceof Task<?> task ? "Task(name='" + task.getName() + "', " + id : "Future(" + id;
        text.append(indent).append("* ").append(name).append(")\n");
        if (!callStack.isEmpty()) text.append(indent).append("  + Call stack:\n");
        for (StackTraceElement frame : callStack) {
            text.append(indent).append("  |   ").append(Places.line(frame)).append('\n');
        }
        if (!awaitedBy.isEmpty()) text.append(indent).append("  + Awaited by:\n");
        for (FutureCallGraph awaiter : awaitedBy) awaiter.appendTo(text, indent + "    ");
    }
}

package catnap.kernel.magic;

import catnap.asyncio.EventLoop;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Something done around a piece of the cell's code, on the loop's thread, as part of the cell's task.
///
/// ```java
/// Around timed = (loop, code) -> {
///     double begin = loop.time();                  // before: the code has not begun
///     try {
///         return code.call();                      // the cell's code; suspends wherever it awaits
///     } finally {
///         took = loop.time() - begin;              // after: it has ended, well or not, or was stopped
///     }
/// };
/// bench.run(call.code(), timed);
/// ```
///
/// This is the place to set an instrument on the loop and to take it off again. The code may be called more
/// than once, or not at all. An error of the code's is best let through: the learner's report is made from it.
@FunctionalInterface
public interface Around {
    /// The code and nothing around it.
    Around NOTHING = (_, code) -> code.call();

    /// Calls the code.
    ///
    /// @param loop the session's loop, which runs on this thread
    /// @param code gives the value of its last expression
    /// @return what is to be the value of the whole; `null` for none
    @Nullable
    Object call(EventLoop loop, Callable<@Nullable Object> code) throws Exception;
}

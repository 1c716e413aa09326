package catnap.kernel.magic;

import catnap.asyncio.EventLoop;
import catnap.kernel.java.HeldVariable;
import catnap.kernel.java.Inspection;
import catnap.kernel.java.Source;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What the session can do for a magic, on behalf of the cell that it stands in. To be used on the thread that
/// called the magic, and while that call lasts.
public interface Workbench {
    /// Where everything goes that the magic has to show. Any thread, also later.
    Publisher publisher();

    /// The session's loop.
    EventLoop loop();

    /// Compiles Java and runs it as a part of this cell, on the loop; waits for its end. Its names live on, its
    /// output and its tasks are the cell's, and Stop stops it.
    ///
    /// @param code keeps the lines and columns that errors are to name
    /// @param around done on the loop's thread, around the code; see there
    /// @return the value of its last expression, for the magic to pass on as the cell's result
    Optional<MimeBundle> run(Source code, Around around) throws CodeFailed;

    /// Runs something else as a part of this cell, on the loop, where it may await; waits for its end. Blocking
    /// work goes through `await(toThread(…))`, so that the loop goes on. Stop cancels it.
    <T extends @Nullable Object> T await(Callable<T> work) throws CodeFailed;

    /// Runs another text in this cell's place, magics and all.
    ///
    /// @param cell under the label that errors are to name
    Optional<MimeBundle> runCell(Source cell) throws CodeFailed;

    /// The cell that the magic stands in.
    int cell();

    /// The learner's variables. To be called inside [#await], because showing them runs the learner's code.
    List<HeldVariable> variables();

    /// What there is to say about a name, or about the last of several with dots between.
    Optional<Inspection> inspect(String name);

    /// A value in one line of text. To be called inside [#await].
    String text(@Nullable Object value);

    /// The tasks of the session that are not done. To be called inside [#await].
    List<SessionTask> tasks();

    /// Lets this cell's later parts and all later cells use what is in these jars and folders.
    void addToClassPath(List<Path> entries);

    /// Forgets the learner's variables, methods, types and imports.
    void reset();
}

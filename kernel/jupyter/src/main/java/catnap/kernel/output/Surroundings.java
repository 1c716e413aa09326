package catnap.kernel.output;

import catnap.asyncio.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the code that is running belongs to: whoever runs cells tells. Any thread.
public interface Surroundings {
    /// The way out of the cell that the calling code belongs to; null if it is no cell's.
    @Nullable
    Publisher publisher();

    /// The tasks of that cell that are not done, without the one that is running. Loop thread only.
    List<Task<?>> tasks();

    /// Has something done on the loop's thread when the part of the cell that is running ends; not at all if
    /// none runs.
    void atCellEnd(Runnable last);

    /// A value in every form there is for it; may run the learner's code.
    MimeBundle render(@Nullable Object value);

    /// A value as text; may run the learner's code, and does not fail if that does.
    String text(Object value);
}

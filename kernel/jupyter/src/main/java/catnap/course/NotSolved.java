package catnap.course;

import org.jspecify.annotations.Nullable;

/// Says that an exercise is not solved, and what is missing. It is a real error, so that a cell that checks fails
/// wherever it is run: in the notebook, under nbconvert, at a grader's.
public final class NotSolved extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotSolved(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

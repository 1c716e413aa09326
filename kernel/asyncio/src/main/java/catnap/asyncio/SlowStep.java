package catnap.asyncio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A step of a task, or a callback, that kept the loop from everything else for too long.
///
/// @param what the task or the handle
/// @param seconds how long it took
/// @param frames where the user's code was when it had been running for too long, newest first; none if that was not
///     seen
/// @param heldOthers whether others were due meanwhile, as far as could be seen
/// @param itsOwnDoing whether it was seen to wait, or to compute for about the limit more, in code that was not just
///     being loaded: slow by itself, and not because the machine is
public record SlowStep(
        Object what, double seconds, List<StackTraceElement> frames, boolean heldOthers, boolean itsOwnDoing) {
    /// What to do about it.
    public static final String REMEDY =
            "nothing else could run meanwhile; use toThread(...) for blocking calls, or await sleep(...) in long loops";

    /// Where its code was, if that was seen.
    public Optional<StackTraceElement> place() {
        return frames.stream().findFirst();
    }

    /// asyncio's words, and what to do about it.
    public String message() {
        String where = place().map(at -> ", in " + Places.describe(at)).orElse("");
        return String.format(Locale.ROOT, "Executing %s took %.3f seconds%s", what, seconds, where) + ": " + REMEDY;
    }
}

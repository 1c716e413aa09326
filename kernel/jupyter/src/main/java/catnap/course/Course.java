package catnap.course;

import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The checks of exercises, to be imported statically.
///
/// ```java
/// check("sum of squares", sumOfSquares(3, 4), 25, "Await both, then add.");
/// check("five facts", () -> await(fiveFacts()), "five different ones", facts -> Set.copyOf(facts).size() == 5);
/// ```
///
/// A solved exercise prints one green line. One that is not throws [NotSolved]: what was expected, what came, and
/// from the second wrong answer on a hint, each time the next one. An untouched exercise, with its [TodoException]
/// still
/// in place, is "not solved yet" and uses up no hint.
public final class Course {
    private Course() {}

    /// Checks that this value is the expected one. A coroutine, task or future is awaited first, for which it suspends
    /// the current task; of a generator, or an async one, as many values are taken as are expected, and one more.
    ///
    /// @throws NotSolved if it is not
    public static void check(String exercise, @Nullable Object actual, @Nullable Object expected, String... hints) {
        new Exercise(exercise, List.of(hints)).equal(() -> actual, expected);
    }

    /// Checks that this code gives the expected value. Suspends the current task if the code does, or if it gives
    /// something to await.
    ///
    /// @throws NotSolved if it gives another, or throws
    public static void check(String exercise, Callable<?> actual, @Nullable Object expected, String... hints) {
        new Exercise(exercise, List.of(hints)).equal(actual, expected);
    }

    /// Checks that what this code gives is as it should be. Suspends the current task if the code does.
    ///
    /// @param expected what `holds` asks for, in words
    /// @throws NotSolved if it is not, or if the code throws
    public static <T extends @Nullable Object> void check(
            String exercise, Callable<T> actual, String expected, Predicate<? super T> holds, String... hints) {
        new Exercise(exercise, List.of(hints)).holds(actual, expected, holds);
    }

    /// Checks that what this awaitable gives is as it should be. Suspends the current task until it is done.
    ///
    /// @param expected what `holds` asks for, in words
    /// @throws NotSolved if it is not, or if it fails
    public static <T extends @Nullable Object> void check(
            String exercise, Awaitable<T> actual, String expected, Predicate<? super T> holds, String... hints) {
        new Exercise(exercise, List.of(hints)).holds(() -> Asyncio.await(actual), expected, holds);
    }
}

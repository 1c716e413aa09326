package catnap.course;

import catnap.asyncio.AsyncIterable;
import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One exercise being checked: what it is called and what helps.
///
/// @param hints the first is for the second wrong answer
record Exercise(String name, List<String> hints) {
    /// How many wrong answers in a row each exercise has had, by its name: a notebook checks it in a new cell run each
    /// time. Any thread.
    private static final Map<String, Integer> WRONG = new ConcurrentHashMap<>();

    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";

    void equal(Callable<?> actual, @Nullable Object expected) {
        Object came = result(() -> settled(actual.call(), expected), Shown.of(expected));
        if (!Shown.same(came, expected)) throw wrong(Shown.unlike(expected, came), Shown.unlike(came, expected), null);
        solved();
    }

    <T extends @Nullable Object> void holds(Callable<T> actual, String expected, Predicate<? super T> holds) {
        T came = result(actual, expected);
        boolean right;
        try {
            right = holds.test(came);
        } catch (RuntimeException error) {
            throw wrong(expected, Shown.of(came), error);
        }
        if (!right) throw wrong(expected, Shown.of(came), null);
        solved();
    }

    private <T extends @Nullable Object> T result(Callable<T> actual, String expected) {
        try {
            return actual.call();
        } catch (TodoException todo) {
            throw new NotSolved(
                    name + ": not solved yet. " + "Put your own code in the place of TodoException, run that"
                            + " cell, then this one.",
                    null);
        } catch (Exception | StackOverflowError error) { // no other Error: a Stop is one
            throw wrong(expected, "an error, " + error, error);
        }
    }

    /// What is there to compare when all waiting is over.
    private static @Nullable Object settled(@Nullable Object value, @Nullable Object expected) {
        Object settled = value instanceof Awaitable<?> awaitable ? Asyncio.await(awaitable) : value;
        if (!(expected instanceof Collection<?> many) || settled instanceof Collection<?>) return settled;
        return switch (settled) {
            case Iterable<?> source -> Shown.first(many.size() + 1, source);
            case AsyncIterable<?> source -> Shown.first(many.size() + 1, Asyncio.each(source));
            case null, default -> settled;
        };
    }

    private NotSolved wrong(String expected, String came, @Nullable Throwable cause) {
        int times = WRONG.merge(name, 1, Integer::sum);
        var message = new StringBuilder(name)
                .append(": not solved\n  expected: ")
                .append(expected)
                .append("\n  came:     ")
                .append(came);
        if (times > 1 && !hints.isEmpty())
            message.append("\n  hint:     ").append(hints.get(Math.min(times - 2, hints.size() - 1)));
        return new NotSolved(message.toString(), cause);
    }

    private void solved() {
        WRONG.remove(name);
        IO.println(GREEN + "solved: " + name + RESET);
    }
}

package catnap.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Several errors that happened side by side, as one (Python's `ExceptionGroup`). A [TaskGroup] throws it.
///
/// Where Python writes `except* ValueError`, here [#split(Class)] says which of them are of a kind, and which are left:
///
/// ```java
/// try {
///     asyncWith(new TaskGroup(), group -> {
///         group.createTask(async(() -> Integer.parseInt("three")));
///     });
/// } catch (ExceptionGroup group) {
///     var split = group.split(IllegalArgumentException.class);
///     split.matched().ifPresent(bad -> println(bad.exceptions().size())); // → 1
///     if (split.rest().isPresent()) throw split.rest().get();
/// }
/// ```
///
/// It may hold `Error`s as well. The errors are its suppressed exceptions too, so that every stack trace shows them.
public final class ExceptionGroup extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    @SuppressWarnings("serial") // an immutable list of exceptions
    private final List<Throwable> exceptions;

    /// The two parts of a group; a part that would be empty is absent.
    ///
    /// @param matched those that match
    /// @param rest the others
    public record Split(Optional<ExceptionGroup> matched, Optional<ExceptionGroup> rest) {}

    /// A group of these.
    ///
    /// @throws IllegalArgumentException if there is none
    public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
        super(message);
        if (exceptions.isEmpty())
            throw new IllegalArgumentException("second argument (exceptions) must be a non-empty sequence");
        this.message = message;
        this.exceptions = List.copyOf(exceptions);
        this.exceptions.forEach(this::addSuppressed);
    }

    /// What it says about all of them.
    public String message() {
        return message;
    }

    /// What it says, and how many they are: `unhandled errors in a TaskGroup (2 sub-exceptions)`.
    @Override
    public String getMessage() {
        int count = exceptions.size();
        return message + " (" + count + " sub-exception" + (count == 1 ? ")" : "s)");
    }

    /// The errors, in the order they happened. One may be a group itself.
    public List<Throwable> exceptions() {
        return exceptions;
    }

    /// Parts the group by kind, groups within it too.
    public Split split(Class<? extends Throwable> type) {
        return split(type::isInstance);
    }

    /// Parts the group by whether the predicate takes an error; what it is asked about first is each group as a
    /// whole, and then what is in it. The parts keep the nesting, the messages and the cause.
    public Split split(Predicate<? super Throwable> predicate) {
        if (predicate.test(this)) return new Split(Optional.of(this), Optional.empty());
        var matched = new ArrayList<Throwable>();
        var rest = new ArrayList<Throwable>();
        for (Throwable each : exceptions) {
            if (each instanceof ExceptionGroup inner) {
                Split parts = inner.split(predicate);
                parts.matched().ifPresent(matched::add);
                parts.rest().ifPresent(rest::add);
            } else (predicate.test(each) ? matched : rest).add(each);
        }
        return new Split(derive(matched), derive(rest));
    }

    /// Those of a kind, groups within it too; absent if there is none.
    public Optional<ExceptionGroup> subgroup(Class<? extends Throwable> type) {
        return split(type).matched();
    }

    /// Those that the predicate takes; absent if there is none.
    public Optional<ExceptionGroup> subgroup(Predicate<? super Throwable> predicate) {
        return split(predicate).matched();
    }

    private Optional<ExceptionGroup> derive(List<Throwable> part) {
        if (part.isEmpty()) return Optional.empty();
        var derived = new ExceptionGroup(message, part);
        derived.setStackTrace(getStackTrace());
        if (getCause() != null) derived.initCause(getCause());
        return Optional.of(derived);
    }
}

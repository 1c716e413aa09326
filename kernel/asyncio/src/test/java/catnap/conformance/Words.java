package catnap.conformance;

import catnap.asyncio.AsyncBrokenBarrierException;
import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.CancelledError;
import catnap.asyncio.ConnectionRefusedException;
import catnap.asyncio.ConnectionResetException;
import catnap.asyncio.Failure;
import catnap.asyncio.IncompleteReadException;
import catnap.asyncio.InvalidStateException;
import catnap.asyncio.LimitOverrunException;
import catnap.asyncio.Outcome;
import catnap.asyncio.ProcessLookupException;
import catnap.asyncio.QueueEmptyException;
import catnap.asyncio.QueueFullException;
import catnap.asyncio.QueueShutDownException;
import catnap.asyncio.StopAsyncIteration;
import catnap.asyncio.StopIteration;
import catnap.asyncio.Success;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Java's values and errors in Python's words, so that whole lines can be compared.
final class Words {
    /// Errors that have another name in Python, the special cases first: a type there that we have not split.
    private static final List<Name> NAMES = List.of(
            new Name(ArithmeticException.class, "/ by zero", "ZeroDivisionError", "division by zero"),
            new Name(IllegalStateException.class, "generator already executing", "ValueError"),
            new Name(
                    IllegalArgumentException.class,
                    "can't send non-None value to a just-started generator",
                    "TypeError"),
            new Name(
                    IllegalArgumentException.class,
                    "can't send non-None value to a just-started async generator",
                    "TypeError"),
            new Name(UnsupportedOperationException.class, "Task does not support set_result operation", "RuntimeError"),
            new Name(
                    UnsupportedOperationException.class,
                    "Task does not support set_exception operation",
                    "RuntimeError"),
            new Name(IllegalStateException.class, "task_done() called too many times", "ValueError"),
            new Name(IllegalStateException.class, "BoundedSemaphore released too many times", "ValueError"),
            new Name(AsyncBrokenBarrierException.class, "BrokenBarrierError"),
            new Name(QueueEmptyException.class, "QueueEmpty"),
            new Name(QueueFullException.class, "QueueFull"),
            new Name(QueueShutDownException.class, "QueueShutDown"),
            new Name(CancelledError.class, "CancelledError"),
            new Name(StopIteration.class, "StopIteration"),
            new Name(StopAsyncIteration.class, "StopAsyncIteration"),
            new Name(AsyncTimeoutException.class, "TimeoutError"),
            new Name(InvalidStateException.class, "InvalidStateError"),
            new Name(IncompleteReadException.class, "IncompleteReadError"),
            new Name(LimitOverrunException.class, "LimitOverrunError"),
            new Name(ConnectionRefusedException.class, "ConnectionRefusedError"),
            new Name(ConnectionResetException.class, "ConnectionResetError"),
            new Name(ProcessLookupException.class, "ProcessLookupError"),
            new Name(KeyError.class, "KeyError"),
            new Name(Grave.class, "Grave"),
            new Name(IllegalArgumentException.class, "ValueError"),
            new Name(IllegalStateException.class, "RuntimeError"));

    /// What Java calls one thing and Python another.
    ///
    /// @param message the error's message, where only that one is meant
    /// @param words Python's message, where it is another
    private record Name(
            Class<? extends Throwable> type,
            @Nullable String message,
            String python,
            @Nullable String words) {
        Name(Class<? extends Throwable> type, String python) {
            this(type, null, python, null);
        }

        Name(Class<? extends Throwable> type, String message, String python) {
            this(type, message, python, null);
        }

        boolean means(Throwable error) {
            return type.isInstance(error) && (message == null || message.equals(error.getMessage()));
        }
    }

    /// The error that a dictionary has in Python for a missing key.
    static final class KeyError extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeyError(String message) {
            super(message);
        }
    }

    /// An error that `catch (Exception e)` lets pass, as Python's `BaseException`s do.
    static final class Grave extends Error {
        private static final long serialVersionUID = 1;

        Grave(String message) {
            super(message);
        }
    }

    /// Python's `repr` of an error.
    static String show(@Nullable Throwable error) {
        if (error == null) return "None";
        Name name = NAMES.stream()
                .filter(each -> each.means(error))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no name in Python for " + error, error));
        String words = name.words != null ? name.words : error.getMessage();
        return name.python + "(" + (words == null ? "" : repr(words)) + ")";
    }

    /// Python's name of an error.
    static String kind(Throwable error) {
        String shown = show(error);
        return shown.substring(0, shown.indexOf('('));
    }

    /// The error's arguments as Python shows them: `('why',)`.
    static String args(Throwable error) {
        return error.getMessage() == null ? "()" : "(" + repr(error.getMessage()) + ",)";
    }

    /// Python's `str`.
    static String str(@Nullable Object value) {
        return value instanceof String text ? text : repr(value);
    }

    private static String repr(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case String text -> text.contains("'") && !text.contains("\"") ? '"' + text + '"' : "'" + text + "'";
            case byte[] bytes -> "b" + repr(escaped(new String(bytes, StandardCharsets.UTF_8)));
            case Success<?>(var inner) -> repr(inner);
            case Failure<?>(var error) -> repr(show(error));
            case Collection<?> all -> all.stream().map(Words::repr).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }

    /// How something ended: its value, or the error's words.
    static @Nullable Object ended(Outcome<?> outcome) {
        return switch (outcome) {
            case Success<?>(var value) -> value;
            case Failure<?>(var error) -> show(error);
        };
    }

    private Words() {}
}

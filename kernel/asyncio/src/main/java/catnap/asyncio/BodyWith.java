package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Code that is given one thing, gives nothing back, and may throw anything.
///
/// It is a [FunctionWith] too, so that javac can choose between two overloads by whether the lambda returns.
///
/// @param <X> what it is given
@FunctionalInterface
public interface BodyWith<X extends @Nullable Object> extends FunctionWith<X, @Nullable Void> {
    /// Runs the code.
    void run(X x) throws Exception;

    @Override
    default @Nullable Void apply(X x) throws Exception {
        run(x);
        return null;
    }
}

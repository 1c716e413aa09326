package catnap.kernel.weave;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What woven code asks at every loop, method entry and handler: may I go on? Unless some cell is being stopped, the
/// question costs one read of [#armed].
public final class StopCheck {
    /// True while any token is stopped. Read by woven code.
    public static volatile boolean armed;

    private static final AtomicInteger STOPPED = new AtomicInteger();
    private static volatile Supplier<@Nullable StopToken> owner = () -> null;

    private StopCheck() {}

    /// Says how to find the token of the code that is running, on the thread that asks. One answer serves every
    /// session of this JVM, because woven code reaches this class by name.
    public static void ownedBy(Supplier<@Nullable StopToken> owner) {
        StopCheck.owner = owner;
    }

    /// Ends the calling code if its cell was stopped and it is not cleaning up. Called by woven code while [#armed].
    public static void check() {
        StopToken token = owner.get();
        if (token != null && token.endsCode()) throw new CellStopped();
    }

    /// Ends a handler that might swallow the stop. Called by woven code while [#armed].
    public static void checkHandler() {
        StopToken token = owner.get();
        if (token != null && token.appliesHere()) throw new CellStopped();
    }

    /// Has this closed if the cell of the calling code is stopped and does not end by itself.
    static <T> void closesWithCell(T resource, StopToken.Closing<? super T> closing) {
        StopToken token = owner.get();
        if (token != null) token.closes(resource, closing);
    }

    static void arm() {
        STOPPED.incrementAndGet();
        armed = true;
    }

    static void disarm() {
        armed = STOPPED.decrementAndGet() > 0;
    }
}

package catnap.asyncio.fiber;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A body of code with a stack of its own, which runs only while somebody resumes it.
///
/// ```
///            resume()            suspend()
///   created ─────────▶ running ─────────────▶ suspended
///                        │  ▲                     │
///          body returns  │  └───── resume() ──────┘
///                        ▼
///                       done
/// ```
///
/// Two kinds exist and behave alike. The fast one is the JDK's own continuation; where the JDK does not export it to
/// us (`--add-exports java.base/jdk.internal.vm=ALL-UNNAMED`), a virtual thread that is handed the turn takes its
/// place.
///
/// A fiber belongs to whoever resumes it: one thread at a time, never from inside itself. The body must not throw.
public sealed interface Fiber permits ContinuationFiber, ThreadFiber {

    /// Runs the body from where it stands until it suspends or ends.
    void resume();

    /// Suspends the caller, which must be this fiber's own body, until somebody resumes it.
    ///
    /// @throws IllegalStateException if the caller is other code than this fiber's body; nothing has changed then
    /// @throws PinnedException if the stack cannot be left here; nothing has changed then, the body runs on
    /// @throws IllegalStateException likewise, also if a check of [#addSuspensionCheck] refuses
    void suspend();

    /// Tells whether the body has ended.
    boolean done();

    /// The frames of a suspended body, newest first; empty before the first step, after the last, and during one.
    StackTraceElement[] stack();

    /// Has this called whenever a fiber is about to suspend, whichever it is: it may refuse by throwing an
    /// [IllegalStateException], for what neither kind of fiber can see for itself, such as a monitor that is held.
    /// For the whole program, beside those that were added before; adding one twice does nothing. Any thread.
    static void addSuspensionCheck(Runnable check) {
        Kind.addCheck(check);
    }

    /// Has this one called no longer.
    static void removeSuspensionCheck(Runnable check) {
        Kind.removeCheck(check);
    }

    /// Creates a fiber of the best kind that this JVM allows.
    static Fiber of(Runnable body) {
        return Kind.FAST ? new ContinuationFiber(body) : new ThreadFiber(body);
    }

    /// The thread that has the turn where this one has given it away: whoever resumes a fiber that stands on a thread
    /// of its own waits for that thread. Else this one. Any thread may ask.
    static Thread atWorkFor(Thread thread) {
        Thread working = thread;
        while (LockSupport.getBlocker(working) instanceof ThreadFiber fiber && fiber.works() != working) {
            working = fiber.works();
        }
        return working;
    }

    /// The calling thread's own slot for one object. Inside a thread-backed fiber it is the slot of whoever resumed
    /// the fiber, so that "this thread's" state means the same on both kinds.
    static @Nullable Object threadSlot() {
        return ThreadFiber.SLOT.get();
    }

    /// Sets what [#threadSlot] gives.
    static void setThreadSlot(@Nullable Object value) {
        ThreadFiber.SLOT.set(value);
    }
}

package catnap.kernel;

import java.lang.reflect.Proxy;

/// Makes `SIGINT` stop the cell instead of the kernel, as every front end expects that interrupts by signal (Ctrl-C in
/// a
/// terminal, an old `kernel.json`).
///
/// Java's only way is `sun.misc.Signal`. It is reached by reflection: javac warns of each mention of it, and has no
/// option to allow that.
final class InterruptSignal {
    private InterruptSignal() {}

    /// Calls the action for every `SIGINT` from now on, on a thread of its own. Where signals are not to be had, an
    /// interrupt by message still works.
    static void handle(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                action.run();
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // No jdk.unsupported in this Java, or a system without the signal.
        }
    }
}

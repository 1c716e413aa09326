package catnap.asyncio.fiber;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which kind of fiber this JVM gets.
final class Kind {
    /// The property that asks for one kind, for tests: `thread`; anything else means the best there is.
    private static final String PROPERTY = "catnap.fiber";

    static final boolean FAST = !"thread".equals(System.getProperty(PROPERTY)) && continuationsExported();

    private static final Set<Runnable> CHECKS = new LinkedHashSet<>(); // under the class
    private static volatile @Nullable Runnable suspensionCheck; // any thread; all of them as one

    /// Throws if a fiber must not be left now.
    static void checkSuspension() {
        Runnable check = suspensionCheck;
        if (check != null) check.run();
    }

    static synchronized void addCheck(Runnable check) {
        if (CHECKS.add(check)) join();
    }

    static synchronized void removeCheck(Runnable check) {
        if (CHECKS.remove(check)) join();
    }

    private static void join() {
        List<Runnable> all = List.copyOf(CHECKS);
        suspensionCheck = switch (all.size()) {
            case 0 -> null;
            case 1 -> all.getFirst();
            default -> () -> all.forEach(Runnable::run);
        };
    }

    /// What is thrown where code asks a fiber to suspend that is not the fiber's own body.
    static IllegalStateException notTheBody() {
        return new IllegalStateException("cannot suspend here: only the body itself can, and this is other code");
    }

    private static boolean continuationsExported() {
        return Object.class.getModule().isExported("jdk.internal.vm", Kind.class.getModule());
    }

    private Kind() {}
}

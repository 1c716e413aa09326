package catnap.asyncio.fiber;

import org.jspecify.annotations.Nullable;

/// Which kind of fiber this JVM gets.
final class Kind {
    /// The property that asks for one kind, for tests: `thread`; anything else means the best there is.
    private static final String PROPERTY = "catnap.fiber";

    static final boolean FAST = !"thread".equals(System.getProperty(PROPERTY)) && continuationsExported();

    static volatile @Nullable Runnable suspensionCheck; // any thread

    /// Throws if a fiber must not be left now.
    static void checkSuspension() {
        Runnable check = suspensionCheck;
        if (check != null) check.run();
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
